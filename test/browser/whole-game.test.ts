import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { hasBrowser } from '../helpers/browser.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { keys } from '../helpers/keys.ts';
import { Middlebox } from '../helpers/middlebox.ts';
import { Phone } from '../helpers/phone.ts';
import { runTermquiz } from '../helpers/run-termquiz.ts';
import { LOOPBACK } from '../helpers/sockets.ts';
import { TerminalProgram } from '../helpers/terminal.ts';

interface AskedQuestion {
  readonly text: string;
  /** Answers on a phone, correct or wrong. */
  readonly answer: (phone: Phone, isCorrect: boolean) => Promise<void>;
  /** The keys of the correct answer in a terminal. */
  readonly keys: string;
}

/** The questions of the quiz, in play order. */
const questions: readonly AskedQuestion[] = [
  {
    text: 'Tabs or spaces?',
    answer: async (phone, isCorrect) => phone.choose(isCorrect ? 'tabs' : 'spaces'),
    keys: '1',
  },
  {
    text: 'Which is even?',
    answer: async (phone, isCorrect) => phone.choose(isCorrect ? 'two' : 'three'),
    keys: '2',
  },
  {
    text: 'Zero is even.',
    answer: async (phone, isCorrect) => phone.choose(isCorrect ? 'True' : 'False'),
    keys: 't',
  },
  {
    text: 'Which are prime?',
    answer: async (phone, isCorrect) => phone.select(isCorrect ? ['two', 'five'] : ['two']),
    keys: `13${keys.enter}`,
  },
  {
    text: 'Which status switches protocols?',
    answer: async (phone, isCorrect) => phone.send(isCorrect ? 'http 101' : '418'),
    keys: `http101.${keys.enter}`,
  },
  {
    text: 'How many bits are in a byte?',
    answer: async (phone, isCorrect) => phone.send(isCorrect ? '8.0' : '16'),
    keys: `８.０${keys.enter}`,
  },
  {
    text: 'From small to large',
    // Two items are never shown in the correct order.
    answer: async (phone, isCorrect) => {
      if (isCorrect) await phone.arrange(['bit', 'byte']);
      // An order that has not been changed must be sent twice.
      else await phone.press('Send');
      await phone.press('Send');
    },
    keys: `2${keys.enter}`,
  },
  {
    text: 'What does it print?',
    answer: async (phone, isCorrect) => phone.choose(isCorrect ? '0.5' : '0'),
    keys: 'b',
  },
];

/** How each player answers the questions, in play order; null for a vote. */
const MARKS = {
  Ada: [null, 'correct', 'correct', 'correct', 'correct', 'correct', 'correct', 'correct'],
  Grace: [null, 'wrong', 'correct', 'partly', 'wrong', 'wrong', 'wrong', 'wrong'],
  Linus: [null, 'correct', 'correct', 'correct', 'correct', 'correct', 'correct', 'correct'],
} as const;

describe.skipIf(!hasBrowser())('a game of every type of question', { timeout: 240_000 }, () => {
  it('is played on phones over WebSocket and long polling, beside a terminal', async () => {
    const game = await headlessGame({ quiz: fixture('every-type.json') });
    const { host, listening, stateDir } = game;
    const { port, pin } = listening;
    const middlebox = await Middlebox.before(port, 403);
    const ada = await Phone.join(`http://${LOOPBACK}:${port}`, pin, 'Ada');
    const grace = await Phone.join(middlebox.base, pin, 'Grace', { losesRequests: true });
    const linus = new TerminalProgram(['join', `${LOOPBACK}:${port}`, pin, '--name', 'Linus']);
    await linus.shows("You're in");
    await grace.shows('long polling');
    await ada.hides('long polling');
    await ada.shows('3 players');

    host.command('start');
    for (const [index, { text, answer, keys }] of questions.entries()) {
      await Promise.all([ada.shows(text), grace.shows(text), linus.shows(text)]);
      host.command('next');
      await host.count('question-opened', index + 1);
      await linus.shows(CAN_ANSWER);
      await answer(ada, true);
      await ada.shows('locked in');
      await answer(grace, index === 2);
      await grace.shows('locked in');
      linus.press(keys);
      const marks = [MARKS.Ada[index] ?? null, MARKS.Grace[index] ?? null] as const;
      await Promise.all([ada.shows(VERDICTS[marks[0] ?? 'vote']), grace.shows(VERDICTS[marks[1] ?? 'vote'])]);
      host.command('next');
      if (index < questions.length - 1) {
        await Promise.all([ada.shows('Standings'), grace.shows('Standings')]);
        host.command('next');
      }
    }
    host.command('reveal-podium');
    await Promise.all([ada.shows('of 3'), grace.shows('3rd of 3')]);
    await ada.shows('7 of 7');
    host.command('end');
    expect(await host.exited).toBe(0);
    await Promise.all([ada.shows('The game is over'), grace.shows('The game is over')]);

    expect(ada.sockets).toEqual([`ws://${LOOPBACK}:${port}/v1/socket`]);
    const { stdout } = await runTermquiz(['report', '--state-dir', stateDir, '--format', 'json']);
    const { players } = reportSchema.parse(JSON.parse(stdout));
    const marks = players.map(({ name, answers }) => [name, answers.map((answer) => answer?.mark)]);
    expect(Object.fromEntries(marks)).toEqual(MARKS);
  });
});

const reportSchema = z.object({
  players: z.array(
    z.object({ name: z.string(), answers: z.array(z.nullable(z.object({ mark: z.nullable(z.string()) }))) }),
  ),
});

/** The hint for the key that submits an answer. */
const CAN_ANSWER = /Enter {2}(?:choose|send)/u;

const VERDICTS = {
  correct: 'Correct',
  partly: 'Partly',
  wrong: 'Wrong',
  vote: 'Thanks for your vote',
} as const;
