import { nanoid } from 'nanoid';
import { makeToken } from '../protocol/token.ts';
import * as z from 'zod/mini';
import { Session } from '../client/session.ts';
import { systemClock } from '../clock.ts';
import { defineCommand } from './command-line/command.ts';
import { settingsOf } from './host/settings.ts';
import { type ExitCode, exitCodes } from './process/exit-codes.ts';
import { fail, hasTerminal } from './process/output.ts';
import { type Interruption, listenForInterruption } from './process/signals.ts';
import { loadOrChooseQuiz } from './quiz-file.ts';
import type { Quiz } from '../quiz/quiz.ts';
import { inProcessTransport } from '../client/transport/in-process.ts';
import { Room } from '../server/room/room.ts';

export interface PlayOptions {
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
  /** Default: "You". */
  readonly name?: string | undefined;
}

export const playCommand = defineCommand({
  name: 'play',
  help: `
Play alone, without a network

Usage
  termquiz play [quiz.json] [options]

Without a file, choose a bundled quiz.

Options
  --name <name>    The name to play under. Default: You.
  --ascii          Draw with ASCII characters only.
  --no-color       Use no colour. Same as NO_COLOR in the environment.
  -h, --help       Show this help.

Examples
  termquiz play                    choose a bundled quiz
  termquiz play quiz.json          try a quiz while you write it
`,
  arguments: ['[quiz.json]'],
  flags: { name: { type: 'string' }, ascii: { type: 'boolean' } },
  options: z.object({ name: z.optional(z.string()), ascii: z.optional(z.boolean()) }),
  run: ([file], options) => play(file, options),
});

/** Plays a quiz alone, with the same rules as in a game. Without a file, the player chooses a bundled quiz. */
export async function play(file: string | undefined, options: PlayOptions): Promise<ExitCode> {
  if (!hasTerminal()) return fail(exitCodes.usage, 'termquiz play needs a terminal.');
  const interruption = listenForInterruption();
  try {
    const quiz = await loadOrChooseQuiz(file, {
      action: 'play this quiz',
      ascii: options.ascii,
      signal: interruption.signal,
    });
    if (typeof quiz !== 'object') return interruption.exitCode() ?? quiz;
    return await playQuiz(quiz, options, interruption);
  } finally {
    interruption.release();
  }
}

async function playQuiz(
  quiz: Quiz,
  { ascii, name = 'You' }: PlayOptions,
  interruption: Interruption,
): Promise<ExitCode> {
  const { runPlayer } = await import('../terminal/index.ts');
  const clock = systemClock();
  const settings = settingsOf(quiz, { startAt: 1 }, 1);
  const room = new Room(
    {
      type: 'game-created',
      at: clock.now(),
      game: 1,
      seed: nanoid(),
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
      ascii,
      signal: interruption.signal,
    });
    return (
      interruption.exitCode() ?? (outcome.type === 'interrupted' ? exitCodes.interrupted : exitCodes.done)
    );
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
