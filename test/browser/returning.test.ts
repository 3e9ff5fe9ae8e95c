import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../helpers/browser.ts';
import { phoneGame } from '../helpers/phone-game.ts';
import { Phone } from '../helpers/phone.ts';
import { multipleQuestion, numberQuestion, orderQuestion, textQuestion } from '../helpers/questions.ts';
import { TerminalProgram } from '../helpers/terminal.ts';

/** The items of an order question, in the right order. */
const ITEMS = ['first', 'second', 'third', 'fourth'];

describe.skipIf(!hasBrowser())('a player on a phone', { timeout: 120_000 }, () => {
  it('keeps the seat and the answer when the page is reloaded', async () => {
    const { host, ada } = await phoneGame();
    await host.openFirstQuestion();
    await ada.choose('two');
    await ada.shows('locked in');
    await ada.page.reload();
    await ada.shows('locked in');
    host.command('close');
    await ada.shows('Correct');
    expect(host.linesOf('player-joined')).toHaveLength(2);
  });

  it('can still answer after a reload of the page', async () => {
    const { host, ada } = await phoneGame();
    await host.openFirstQuestion();
    await ada.shows('two');
    await ada.page.reload();
    await ada.choose('two');
    await ada.shows('locked in');
    host.command('close');
    await ada.shows('Correct');
  });

  it.each([
    ['text', textQuestion({ time: 60 }), async (ada: Phone) => ada.type('http 101')],
    ['number', numberQuestion({ time: 60 }), async (ada: Phone) => ada.type('1,991')],
    ['order', orderQuestion({ time: 60 }), async (ada: Phone) => ada.arrange(ITEMS)],
    ['multiple', multipleQuestion({ time: 60 }), async (ada: Phone) => ada.tick(['red', 'green', 'blue'])],
  ])('keeps an answer that is not sent yet: %s', async (_type, question, compose) => {
    const { host, ada } = await phoneGame({ questions: [question] });
    await host.openFirstQuestion();
    await ada.isAsked();
    await compose(ada);
    await ada.page.reload();
    await ada.shows('Sent automatically');
    await ada.press('Send');
    await ada.shows('locked in');
    host.command('close');
    await ada.shows('Correct');
    expect(await ada.page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('sends what was typed before a reload when time runs out', async () => {
    const { host, ada } = await phoneGame({ questions: [textQuestion({ time: 8 })] });
    await host.openFirstQuestion();
    await ada.type('http 101');
    await ada.page.reload();
    await ada.shows('sent when time ran out');
    expect(host.linesOf('answer-accepted')).toMatchObject([{ answer: 'http 101' }]);
  });

  it('continues automatically once a killed host is resumed', async () => {
    const { host, ada, resume } = await phoneGame({ phone: { losesRequests: true } });
    await host.openFirstQuestion();
    await ada.choose('two');
    await ada.shows('locked in');
    await host.crash();
    await ada.shows('reconnecting');
    await resume().line('player-connected');
    await ada.hides('reconnecting');
    await ada.shows('Correct');
  });

  it('is told that the host has closed the game, and is back once it is resumed', async () => {
    const { host, ada, resume } = await phoneGame({ phone: { losesRequests: true } });
    await host.openFirstQuestion();
    await ada.shows('two');
    host.kill('SIGTERM');
    await ada.shows('Your seat is saved');
    await host.exited;
    const again = resume();
    await again.line('player-connected');
    await ada.choose('two');
    await ada.shows('locked in');
  });

  it('reconnects when the network is back', async () => {
    const { host, ada } = await phoneGame({ phone: { losesRequests: true } });
    await host.openFirstQuestion();
    await ada.shows('two');
    await ada.page.context().setOffline(true);
    await ada.shows('reconnecting');
    await ada.page.context().setOffline(false);
    await ada.hides('reconnecting');
    await ada.choose('two');
    await ada.shows('locked in');
  });

  it('plays in the newest of two tabs, and can take the seat back', async () => {
    const { host, ada, origin } = await phoneGame();
    const second = await Phone.open(origin, { context: ada.page.context() });
    await second.shows("You're in, Ada");
    await ada.shows('another');
    await host.openFirstQuestion();
    await second.choose('two');
    await second.shows('locked in');
    expect(host.linesOf('player-joined')).toHaveLength(2);
  });
});

/** The URL of the page with a move code. */
const PAGE_URL = /http:\S+#[\dA-Z]{8}/u;

describe.skipIf(!hasBrowser())('a player with a terminal and a phone', { timeout: 120_000 }, () => {
  it('moves to the phone and back in the middle of a question', async () => {
    const { host, origin, pin } = await phoneGame();
    const address = origin.replace('http://', '');
    const first = new TerminalProgram(['join', address, pin, '--name', 'Linus']);
    await first.shows("You're in, Linus");
    await host.openFirstQuestion();
    await first.shows('two');
    first.press('m');
    const [url = ''] = PAGE_URL.exec(await first.shows(PAGE_URL)) ?? [];
    const phone = await Phone.open(url);
    await phone.choose('two');
    await phone.shows('locked in');
    await first.shows('on another device');
    const code = await phone.askForMoveCode();
    const second = new TerminalProgram(['join', address, code]);
    await second.shows('locked in');
    await phone.shows('on another device');
    host.command('close');
    await second.shows('Correct');
    expect(host.linesOf('player-joined')).toHaveLength(3);
  });
});
