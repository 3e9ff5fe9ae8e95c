import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { hasBrowser } from '../helpers/browser.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { Phone } from '../helpers/phone.ts';
import { choiceQuestion, orderQuestion, textQuestion } from '../helpers/questions.ts';
import { phoneGame } from '../helpers/phone-game.ts';
import { LOOPBACK } from '../helpers/sockets.ts';

/** Text that a page would run, if it took it as HTML. */
const HOSTILE = '<img src=x onerror=alert(1)>';

/** Records the calls of device features that this machine may not have. */
const RECORD_DEVICE = `globalThis.device = [];
navigator.wakeLock.request = async () => {
  device.push('screen on');
  return { release: async () => device.push('screen may turn off') };
};
navigator.vibrate = (pattern) => device.push('vibrates ' + pattern) > 0;`;

describe.skipIf(!hasBrowser())('a player on a phone', { timeout: 120_000 }, () => {
  it('is asked again after a wrong PIN and a name that is taken', async () => {
    const { pin, origin } = await phoneGame({});
    const bob = await Phone.open(origin);
    await bob.enterPin('000000');
    await bob.enterName('Ada');
    await bob.shows('Wrong PIN');
    await bob.enterPin(pin);
    await bob.press('Join');
    await bob.shows('taken');
    await bob.enterName('Bob');
    await bob.shows("You're in, Bob");
  });

  it('shows hostile names and questions as text', async () => {
    const question = choiceQuestion({
      question: HOSTILE,
      options: [HOSTILE, 'b'],
      answer: 0,
      explanation: HOSTILE,
    });
    const { host, ada, join } = await phoneGame({ questions: [question] });
    await join('<img src=x>');
    await ada.shows('<img src=x>');
    await host.openFirstQuestion();
    await ada.choose(HOSTILE);
    await ada.shows('locked in');
    host.command('close');
    await ada.shows('Correct');
    host.command('next');
    await ada.shows('<img src=x>');
    expect(await ada.page.locator('img').count()).toBe(0);
  });

  it('has sent what is typed when time runs out', async () => {
    const { host, ada } = await phoneGame({ questions: [textQuestion({ time: 5 })] });
    await host.openFirstQuestion();
    await ada.type('http 101');
    await ada.shows('Correct');
    await ada.shows('sent when time ran out');
    expect(host.linesOf('answer-accepted')).toMatchObject([{ answer: 'http 101' }]);
  });

  it('is told that not all options fit on the screen', async () => {
    const options = Array.from({ length: 8 }, (_, index) => `A long option, number ${index}`);
    const { host, ada, origin, pin } = await phoneGame({
      questions: [choiceQuestion({ options })],
      phone: { width: 844, height: 390 },
    });
    const linus = await Phone.join(origin, pin, 'Linus', { width: 1280, height: 800, isDesktop: true });
    await host.openFirstQuestion();
    await ada.shows('Scroll for more.');
    await linus.isAsked();
    await linus.hides('Scroll for more.');
    await ada.choose(options[7] ?? '');
    await ada.shows('locked in');
  });

  it('sees the host give more time or pause, and nothing moves', async () => {
    const { host, ada } = await phoneGame({
      questions: [choiceQuestion({ time: 60 })],
      phone: { width: 320 },
    });
    await host.openFirstQuestion();
    await ada.isAsked();
    const main = ada.page.getByRole('main');
    const before = await main.boundingBox();
    await ada.shifts();
    host.command('extend');
    await ada.shows('10 s more');
    expect(await main.boundingBox()).toEqual(before);
    host.command('pause');
    await ada.shows(/^paused$/u);
    expect(await main.boundingBox()).toEqual(before);
    expect(await ada.shifts()).toEqual([]);
  });

  it('keeps the screen on while a question is open, and feels the result', async () => {
    const { host, ada } = await phoneGame({});
    await ada.page.emulateMedia({ reducedMotion: 'no-preference' });
    await ada.page.evaluate(RECORD_DEVICE);
    await host.openFirstQuestion();
    await ada.choose('two');
    await ada.shows('locked in');
    expect(await ada.page.evaluate('device')).toEqual(['screen on']);
    host.command('close');
    await ada.shows('Correct');
    await expect
      .poll(async () => ada.page.evaluate('device'))
      .toEqual(['screen on', 'screen may turn off', 'vibrates 60,80,60']);
  });

  it('plays in a browser that cannot segment text', async () => {
    const question = choiceQuestion({
      options: ['0', '1'],
      code: { language: 'js', text: "const café = 'cafe\u0301'.length;" },
    });
    const { host, ada } = await phoneGame({ questions: [question] });
    await ada.page.addInitScript('delete Intl.Segmenter');
    await ada.page.reload();
    await host.openFirstQuestion();
    await ada.page.locator('.code-keyword').waitFor();
    await ada.choose('1');
    await ada.shows('locked in');
  });

  it('is told when the host removes them', async () => {
    const { host, ada } = await phoneGame({});
    host.command('kick Ada');
    await ada.shows('removed you');
  });

  it('can choose another name in the lobby, and gets one from the host', async () => {
    const { host, ada } = await phoneGame({});
    await ada.rename('Ada L.');
    await ada.shows("You're in, Ada L.");
    await host.line('player-renamed');
    host.command('rename "Ada L." Lovelace');
    await ada.shows("You're in, Lovelace");
  });
});

/** The questions of the quiz with every type, in play order, and the keys of the correct answers. */
const questions = [
  ['Tabs or spaces?', ['1']],
  ['Which is even?', ['2']],
  ['Zero is even.', ['t']],
  ['Which are prime?', ['1', '3', 'Enter']],
  ['Which status switches protocols?', [...'http101', 'Enter']],
  ['How many bits are in a byte?', [...'8.0', 'Enter']],
  ['From small to large', ['2', 'Enter']],
  ['What does it print?', ['b']],
] as const;

describe.skipIf(!hasBrowser())('a player at a keyboard', { timeout: 120_000 }, () => {
  it('plays a whole game with the keys that terminals have', async () => {
    const { host, listening } = await headlessGame({ quiz: fixture('every-type.json') });
    const ada = await Phone.open(`http://${LOOPBACK}:${listening.port}/#${listening.pin}`, {
      width: 1280,
      height: 800,
      isDesktop: true,
    });
    const { keyboard } = ada.page;
    await ada.page.getByLabel('Your name').focus();
    await keyboard.type('Ada');
    await keyboard.press('Enter');
    await ada.shows("You're in, Ada");
    host.command('start');
    for (const [index, [text, keys]] of questions.entries()) {
      await ada.shows(text);
      host.command('next');
      await ada.isAsked();
      for (const key of keys) await keyboard.press(key);
      await ada.shows(index === 0 ? 'Thanks for your vote' : 'Correct');
      host.command('next');
      if (index === questions.length - 1) break;
      await ada.shows('Standings');
      host.command('next');
    }
    await ada.shows('7 of 7');
    await keyboard.press('ArrowRight');
    await ada.shows('Tabs or spaces?');
    await keyboard.press('ArrowRight');
    await ada.shows('Which is even?');
    await keyboard.press('q');
    await keyboard.press('y');
    await host.line('player-left');
  });
});

describe.skipIf(!hasBrowser())('the items of an order question', { timeout: 120_000 }, () => {
  const items = ['first', 'second', 'third', 'fourth'];

  it.each(['buttons', 'a finger', 'a mouse', 'keys'])('are arranged with %s', async (way) => {
    const isDesktop = way === 'a mouse' || way === 'keys';
    const { host, ada } = await phoneGame({
      questions: [orderQuestion({ items, time: 60 })],
      phone: { isDesktop },
    });
    await host.openFirstQuestion();
    if (way === 'buttons') await ada.arrange(items);
    if (way === 'a finger' || way === 'a mouse') await ada.drag(items);
    if (way === 'keys') await ada.arrangeWithKeys(items);
    expect(await ada.items()).toEqual(items);
    await ada.press('Send');
    await ada.shows('locked in');
    host.command('close');
    await ada.shows('Correct');
  });
});
