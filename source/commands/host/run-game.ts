import type { GameMessages } from './game-messages.ts';
import { type ListeningLine, jsonLinesWriter, runHeadless } from './headless.ts';
import type { GameObserver, OpenGame } from './open-game.ts';
import { type Reach, joinUrls } from './reach.ts';
import { resumeHint } from './resume-game.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { fail, printError } from '../process/output.ts';
import type { Interruption } from '../process/signals.ts';
import type { HostMessages } from '../../terminal/index.ts';

/** Opens a game, or says in a sentence why it cannot be. */
export type Opener = (observer?: GameObserver) => Promise<OpenGame | string>;

export interface RunOptions {
  /** What is good to know before the game starts, in a sentence. */
  readonly notice?: string | undefined;
  /** Where journals are kept; undefined: the platform's state folder. */
  readonly stateDir?: string | undefined;
}

/** Runs a game for a program: events on stdout, commands on stdin. */
export async function runGameHeadless(
  open: Opener,
  { notice, stateDir }: RunOptions,
  interruption: Interruption,
): Promise<ExitCode> {
  if (notice !== undefined) printError(notice);
  const write = jsonLinesWriter(process.stdout);
  const game = await open({ onReach: (reach) => write(listeningLine(reach)), onEvent: write });
  if (typeof game === 'string') return fail(exitCodes.failed, game);
  printMessages(game.messages);
  await runHeadless(game.room, process.stdin, write, interruption.signal);
  await game.close();
  tellHowToGoOn(game, stateDir);
  return interruption.exitCode() ?? exitCodes.done;
}

/** Runs a game on the host's screen. */
export async function runGameOnScreen(
  open: Opener,
  { notice, stateDir, ascii }: RunOptions & { readonly ascii?: boolean | undefined },
  interruption: Interruption,
): Promise<ExitCode> {
  const { runHost } = await import('../../terminal/index.ts');
  const game = await open();
  if (typeof game === 'string') return fail(exitCodes.failed, game);
  try {
    const { room: seat, title, joining, messages } = game;
    const outcome = await runHost({
      seat,
      title,
      joining,
      messages,
      notice,
      ascii,
      signal: interruption.signal,
    });
    return interruption.exitCode() ?? (outcome === 'interrupted' ? exitCodes.interrupted : exitCodes.done);
  } finally {
    await game.close();
    const { report } = game.messages.snapshot();
    if (report !== null) process.stdout.write(`Report: ${report}\n`);
    tellHowToGoOn(game, stateDir);
  }
}

/** Prints each new warning and report on stderr. */
function printMessages(messages: GameMessages): void {
  let printed: HostMessages = { warnings: [], report: null };
  const printNew = () => {
    const { warnings, report } = messages.snapshot();
    for (const warning of warnings) if (!printed.warnings.includes(warning)) printError(warning);
    if (report !== null && report !== printed.report) printError(`Report: ${report}`);
    printed = { warnings, report };
  };
  messages.subscribe(printNew);
  printNew();
}

/** Says on stderr how to go on with a game that was closed before its podium, where somebody plays in it and it is kept. */
function tellHowToGoOn({ room, reach }: OpenGame, stateDir: string | undefined): void {
  const { stage, ended } = room.snapshot();
  const isOver = ended || stage.phase === 'podium';
  if (isOver || room.players().length === 0 || reach.journal === null) return;
  printError(resumeHint(stateDir));
}

function listeningLine(reach: Reach): ListeningLine {
  const { port, pin, journal } = reach;
  const addresses = reach.addresses.map(({ address }) => address);
  return { type: 'listening', port, pin, addresses, urls: joinUrls(reach), journal };
}
