import { nanoid } from 'nanoid';
import { makeToken } from '../protocol/token.ts';
import * as z from 'zod/mini';
import { Session } from '../client/session.ts';
import { systemClock } from '../clock.ts';
import { type WantedQuiz, loadOrChooseQuiz } from './choose-quiz.ts';
import { defineCommand } from './command-line/command.ts';
import { type DisplayOptions, displayFlags, displayOf, displaySchema } from './command-line/display.ts';
import { questionCount } from './command-line/values.ts';
import { settingsOf } from './host/settings.ts';
import { printResult } from './join/result-line.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { fail, printError, terminalProblem } from './process/output.ts';
import { type Interruption, listenForInterruption } from './process/signals.ts';
import type { Quiz } from '../quiz/quiz.ts';
import { inProcessTransport } from '../client/transport/in-process.ts';
import { Room } from '../server/room/room.ts';

export interface PlayOptions extends Omit<WantedQuiz, 'file'>, DisplayOptions {
  /** Default: "You". */
  readonly name?: string | undefined;
}

export const playCommand = defineCommand({
  name: 'play',
  help: `
Play alone, without a network

Usage
  termquiz play [quiz.json] [options]
  termquiz play --make <words> [options]

Without a file, choose a bundled quiz or one of your own.

Options
  --make <words>   Pick 10 questions on a topic, such as "git and http", from
                   the bundled quizzes and your own.
  --mix            Pick 10 questions from all of these quizzes.
  --count <number> Play that many random questions, 1 to 1000.
  --seed <text>    Make random choices repeatable: the same seed picks the
                   same questions, in the same order.
  --name <name>    The name to play under. Default: You.
  --ascii          Draw with ASCII characters only. This is the default
                   if the locale names a charset other than UTF-8.
  --reduced-motion Show no animations.
  --screen-reader  Write plain lines for a screen reader.
  --no-color       Use no colour. Same as NO_COLOR in the environment.
  -h, --help       Show this help.

Examples
  termquiz play                    choose a bundled quiz
  termquiz play quiz.json          try a quiz while you write it
  termquiz play --make css         practise one topic
`,
  arguments: ['[quiz.json]'],
  flags: {
    make: { type: 'string' },
    mix: { type: 'boolean' },
    count: { type: 'string' },
    seed: { type: 'string' },
    name: { type: 'string' },
    ...displayFlags,
  },
  conflicts: [{ flag: 'mix', excludes: ['make'] }],
  options: z.object({
    make: z.optional(z.string()),
    mix: z.optional(z.boolean()),
    count: z.optional(questionCount),
    seed: z.optional(z.string()),
    name: z.optional(z.string()),
    ...displaySchema,
  }),
  run: ([file], options) => play(file, options),
});

/** Plays a quiz alone, with the same rules as in a game. Without a quiz to load or make, the player chooses one. */
export async function play(file: string | undefined, options: PlayOptions): Promise<ExitCode> {
  const problem = terminalProblem('play', displayOf(options));
  if (problem !== undefined) return fail(exitCodes.usage, problem);
  const interruption = listenForInterruption();
  try {
    const { make, mix, count, seed } = options;
    const wanted = { file, make, mix, count, seed };
    const { signal } = interruption;
    const found = await loadOrChooseQuiz(wanted, { action: 'play', ...displayOf(options), signal });
    if (typeof found !== 'object') return interruption.exitCode() ?? found;
    if (found.notice !== undefined) printError(found.notice);
    return await playQuiz(found.quiz, options, interruption);
  } finally {
    interruption.release();
  }
}

/** Plays a quiz alone, in a room without a network. */
export async function playQuiz(
  quiz: Quiz,
  { name = 'You', seed = nanoid(), ...display }: PlayOptions,
  interruption: Interruption,
): Promise<ExitCode> {
  const { runPlayer } = await import('../terminal/index.ts');
  const clock = systemClock();
  const settings = settingsOf(quiz, { startAt: 1 }, 1);
  const room = new Room(
    {
      type: 'game-created',
      at: clock.now(),
      room: nanoid(10),
      game: 1,
      seed,
      quiz,
      settings: { ...settings, teams: null },
    },
    { clock, pin: '0000' },
  );
  const seat = new Session({
    transport: inProcessTransport(room, clock),
    tokenFor: () => makeToken(),
    clock,
    random: Math.random,
  });
  try {
    const outcome = await runPlayer({
      address: 'here',
      pin: room.pin,
      name,
      connect: () => seat,
      advance: () => advance(room),
      ...displayOf(display),
      signal: interruption.signal,
    });
    const exitCode = interruption.exitCode();
    if (exitCode !== exitCodes.hangup) printResult(seat.snapshot(), display.ascii);
    return exitCode ?? (outcome.type === 'interrupted' ? exitCodes.interrupted : exitCodes.done);
  } finally {
    seat.leave();
    await room.close();
  }
}

/** Continues without the standings, which say nothing about a single player. */
function advance(room: Room): void {
  room.command({ type: 'next' });
  if (room.snapshot().stage.phase === 'standings') room.command({ type: 'next' });
}
