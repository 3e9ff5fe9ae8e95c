import { describe, expect, it } from 'vitest';
import { PlayerApp } from '../../../source/terminal/player/player-app.tsx';
import { keys } from '../../helpers/keys.ts';
import { FakePlayerSeat, welcome, you } from '../seats.ts';
import {
  inOrder,
  lobby,
  multipleChoice,
  now,
  open,
  opinion,
  places,
  podium,
  question,
  ready,
  reveal,
  stage,
  standings,
  typedText,
} from '../stages.ts';
import { type Phase } from '../stages.ts';
import { until } from '../../helpers/until.ts';
import { speak } from './aloud.tsx';

/** Ada's game, as a screen reader reads it. */
function listen(phase: Phase, players = 37, advance?: () => void) {
  const seat = new FakePlayerSeat(stage(phase, players), you());
  const fields = { address: '192.168.1.20', pin: '482913', name: 'Ada' };
  const place = { address: '192.168.1.20', base: 'http://192.168.1.20:7849', isLocal: false };
  const given = { fields, placeOf: () => place, connect: () => seat, advance, finish: () => undefined };
  return { seat, ...speak(<PlayerApp {...given} nameSeed="seed" />) };
}

describe('a player with a screen reader', () => {
  it('hears that they are in', async () => {
    const { hears } = listen(lobby());
    expect(await hears('37 players.')).toEqual([
      "You're in, Ada. The quiz: HTTP and WebSockets.",
      'Ctrl+R repeats the screen. q leaves the game.',
      'The game starts soon.',
      '37 players.',
    ]);
  });

  it('hears the question once, then its options and keys', async () => {
    const { seat, hears } = listen(ready());
    expect(await hears('protocols')).toEqual([
      'Ctrl+R repeats the screen. q leaves the game.',
      'Question 3 of 12.',
      question.text,
    ]);
    seat.update({ stage: stage(open()) });
    expect(await hears('Keys')).toEqual([
      'One answer. 20 seconds, up to 1,000 points.',
      '1: 101',
      '2: 200',
      '3: 426',
      '4: 302',
      'Keys: 1-4 answer, up/down Enter choose.',
    ]);
  });

  it('hears which key continues in a game played alone', async () => {
    const { seat, hears } = listen(ready(), 1, () => undefined);
    await hears('Press space to start now.');
    seat.update({ stage: stage(open(), 1) });
    await hears('Keys');
    seat.update({ stage: stage(reveal(), 1) });
    await hears('Press space to continue.');
    seat.update({ stage: stage(podium(), 1) });
    await hears('Press space to finish.');
  });

  it('hears the option under the pointer, and that the answer is locked in', async () => {
    const { seat, press, hears } = listen(open());
    await hears('Keys');
    press(keys.down);
    await hears(/^1: 101\.$/mu);
    press(keys.enter);
    seat.update({ you: you({ answered: true, answer: 0 }) });
    expect(await hears('locked in')).toContain('Answer 1 locked in.');
  });

  it('hears which options are selected', async () => {
    const { press, hears } = listen(open(multipleChoice));
    await hears('Keys');
    press('2');
    await hears(/^2: .*, selected\. 1 selected\.$/mu);
    press('2');
    await hears(/^2: .*, not selected\. 0 selected\.$/mu);
  });

  it('hears where an item has moved', async () => {
    const { press, hears } = listen(open(inOrder));
    await hears('Keys');
    press(' ');
    await hears(/, 1 of 4, picked up\.$/mu);
    press(keys.down);
    await hears(/, 2 of 4, picked up\.$/mu);
  });

  it('sees what is typed', async () => {
    const { seat, press, hears } = listen(open(typedText));
    await hears('Keys');
    press('Upgrade');
    await hears(/^> Upgrade$/mu);
    press(keys.enter);
    seat.update({ you: you({ answered: true, answer: 'Upgrade' }) });
    await hears('"Upgrade" locked in.');
  });

  it('hears that a question was extended', async () => {
    const { seat, hears } = listen(open());
    await hears('Keys');
    seat.update({ stage: stage({ ...open(), closesAt: now() + 30_000 }) });
    await hears(/^10 seconds more\.$/mu);
  });

  it('hears all keys after ?', async () => {
    const { press, hears } = listen(open());
    await hears('Keys');
    press('?');
    expect(await hears(/^Ctrl\+C: /mu)).toContain('q: leave the game; asks first.');
  });

  it('hears the time that is left at 10 and 5 seconds', async () => {
    const phase = { ...open(), openedAt: now() - 11_000 };
    const { seat, hears } = listen(phase);
    await hears('Keys');
    seat.update({ stage: stage({ ...phase, closesAt: now() + 9000 }) });
    await hears(/^10 seconds left\.$/mu);
    seat.update({ stage: stage({ ...phase, closesAt: now() + 4000 }) });
    await hears(/^5 seconds left\.$/mu);
  });

  it('hears the result, the correct answer and the rank', async () => {
    const { seat, hears } = listen(open());
    await hears('Keys');
    const result = { correct: true, points: 830, streakBonus: 100, answer: 0, time: 3000 };
    seat.update({ stage: stage(reveal()), you: you({ answered: true, answer: 0, result }) });
    const lines = await hears('You are');
    expect(lines.slice(0, 3)).toEqual([
      'Correct! 830 points. 100 extra for 2 in a row.',
      'Your answer: 1 (101).',
      'The correct answer: 1 (101).',
    ]);
    expect(lines.at(-1)).toBe('You are 3rd of 37 with 4,840 points, 120 behind Linus.');
  });

  it('hears no result of a poll', async () => {
    const { seat, hears } = listen(open(opinion));
    await hears('Keys');
    const result = { correct: false, points: 0, streakBonus: 0, answer: null, time: null };
    seat.update({ stage: stage(reveal(opinion)), you: you({ result }) });
    const lines = await hears("You didn't vote.");
    expect(lines.join('\n')).not.toMatch(/wrong|correct answer/iu);
  });

  it('hears the standings and the podium', async () => {
    const { seat, hears } = listen(standings());
    await hears(/^1st: .*points/mu);
    seat.update({ stage: stage(podium()) });
    await hears(/^That's the end of the quiz/mu);
  });

  it('hears each place on the podium when it is shown, and then their own result and the awards', async () => {
    const { seat, hears } = listen(standings());
    await hears(/^1st: .*points/mu);
    const summary = { correct: 12, questions: 16, bestStreak: 6, fastest: 843 };
    const awards = [{ type: 'fastest-finger', names: ['Ada'], more: 0, value: 843 }] as const;
    const shown = { ...podium(places(4)), awards };
    seat.update({ stage: stage({ ...shown, shownAt: now() - 2600 }), you: you({ summary }) });
    expect((await hears(/^2nd: /mu)).join('\n')).not.toMatch(/1st|4th|correct|Fastest/u);
    seat.update({ stage: stage({ ...shown, shownAt: 0 }) });
    const lines = await hears('12 of 16 correct');
    expect(lines).toEqual(expect.arrayContaining(['Fastest finger: Ada, 0.84 s.']));
    expect(lines[0]).toMatch(/^1st: /u);
  });

  it('hears their own answers, page by page', async () => {
    const { seat, press, hears } = listen(podium());
    await hears('You are 3rd');
    seat.update({ you: you({ summary: { correct: 12, questions: 16, bestStreak: 6, fastest: null } }) });
    await hears('read your answers');
    const { question: asked, correct, explanation } = reveal();
    const result = { correct: false, points: 0, streakBonus: 0, answer: 2, time: 3000 };
    press(keys.right);
    await until(() => seat.reviewed).toEqual([0]);
    const review = {
      type: 'review',
      question: asked,
      correct,
      explanation: explanation ?? '',
      result,
    } as const;
    seat.update({ reviews: new Map([[0, review]]) });
    const lines = await hears('Your answer');
    expect(lines).toEqual([
      'Question 3: Which status switches protocols?',
      'Your answer: 3 (426). Wrong.',
      'The correct answer: 1 (101).',
      'Because the specification says so.',
    ]);
  });

  it.each([
    [
      'an accepted answer',
      { allowed: [2] },
      true,
      ['Also accepted: "426".', 'Your answer: 3 (426). Correct!'],
    ],
    [
      'a question that does not count',
      { voided: true },
      false,
      ['This question does not count.', 'Your answer: 3 (426).'],
    ],
    ['a poll', { correct: null }, false, ['Your answer: 3 (426).']],
  ] as const)('hears of %s on its page', async (_what, change, isCorrect, expected) => {
    const { seat, press, hears } = listen(podium());
    await hears('You are 3rd');
    press(keys.right);
    await until(() => seat.reviewed).toEqual([0]);
    const { question: asked, correct } = reveal();
    const result = { correct: isCorrect, points: 0, streakBonus: 0, answer: 2, time: 3000 };
    const review = { type: 'review', question: asked, correct, result, ...change } as const;
    seat.update({ reviews: new Map([[0, review]]) });
    expect((await hears('Your answer')).slice(1, 1 + expected.length)).toEqual(expected);
  });

  it('is asked before leaving', async () => {
    const { seat, press, hears } = listen(lobby());
    await hears("You're in");
    press('q');
    await hears('Leave the game? Press y for yes, n for no.');
    press('y');
    await hears(/^/u);
    expect(seat.hasLeft).toBe(true);
  });

  it('hears the code for another device letter by letter, and that it has expired', async () => {
    const { seat, press, hears } = listen(lobby());
    await hears("You're in");
    press('m');
    await hears('Asking the host for a code.');
    seat.update({ move: { code: 'K7QX2M9P', expiresAt: now() + 60_000 } });
    expect(await hears('Esc to go back')).toEqual([
      'To continue on another device, this code works once, within a minute: K 7 Q X, 2 M 9 P.',
      'Enter it there instead of the PIN, or use:',
      'http://192.168.1.20:7849/#K7QX2M9P',
      'npx termquiz join 192.168.1.20 K7QX-2M9P',
      'Press m for a new code, or Esc to go back.',
    ]);
    seat.update({ move: { code: 'K7QX2M9P', expiresAt: now() } });
    await hears('This code has expired. Press m for a new one.');
  });

  it('hears that the connection is lost', async () => {
    const { seat, hears } = listen(lobby());
    await hears("You're in");
    seat.update({ connection: 'reconnecting' });
    await hears('Connection lost. Reconnecting.');
  });

  it('hears everything again with Ctrl+R', async () => {
    const { press, hears } = listen(open());
    const first = await hears('Keys');
    press(keys.ctrlR);
    expect(await hears('Keys')).toEqual(first);
  });

  it('is asked for the PIN and a name', async () => {
    const seat = new FakePlayerSeat();
    const fields = { address: '192.168.1.20', pin: undefined, name: undefined };
    const app = <PlayerApp {...{ fields }} nameSeed="seed" connect={() => seat} finish={() => undefined} />;
    const { press, hears } = speak(app);
    await hears(/^PIN: /mu);
    press('482914\r');
    seat.reject('wrong-pin');
    await hears(/PIN[^]*^PIN: /mu);
    press(keys.ctrlU);
    press('482913\r');
    seat.update({ connection: 'open', welcome: welcome('Ada'), stage: stage(lobby()), you: you() });
    await hears("You're in, Ada.");
  });
});
