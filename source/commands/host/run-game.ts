import type { GameMessages } from './game-messages.ts';
import { joinUrls } from './game-location.ts';
import { type RefusedLine, runHeadless, writeEvents, writeLine } from './headless.ts';
import type { GameObserver, OpenGame } from './open-game.ts';
import { resumeHint } from './resume-game.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { fail, printError } from '../process/output.ts';
import type { Interruption } from '../process/signals.ts';
import { localHostSeat } from '../../server/room/local-host-seat.ts';
import type { HostMessages } from '../../terminal/index.ts';

/** Opens a game. Returns a message if it cannot be opened. */
export type Opener = (observer?: GameObserver) => Promise<OpenGame | string>;

export interface RunOptions {
  /** A message to show before the game starts. */
  readonly notice?: string | undefined;
  /** Where games are saved. Default: the platform's state folder. */
  readonly stateDir?: string | undefined;
}

/** Runs a game for a program: events on stdout, commands on stdin. */
export async function runGameHeadless(
  open: Opener,
  { notice, stateDir }: RunOptions,
  interruption: Interruption,
): Promise<ExitCode> {
  if (notice !== undefined) printError(notice);
  const { stdout, stdin } = process;
  const game = await open({
    onOpen(location, journal) {
      const { port, pin } = location;
      const addresses = location.addresses.map(({ address }) => address);
      writeLine(stdout, { type: 'listening', port, pin, addresses, urls: joinUrls(location), journal });
    },
    onSaved: (events) => writeEvents(stdout, events),
  });
  if (typeof game === 'string') return fail(exitCodes.failed, game);
  printMessages(game.messages);
  const refuse = (line: RefusedLine) => writeLine(stdout, line);
  await runHeadless(localHostSeat(game.room), stdin, refuse, interruption.signal);
  await game.close();
  printResumeHint(game, stateDir);
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
  const { room, title, joining, messages } = game;
  const seat = localHostSeat(room);
  const { signal } = interruption;
  try {
    const outcome = await runHost({ seat, title, joining, messages, notice, ascii, signal });
    return interruption.exitCode() ?? (outcome === 'interrupted' ? exitCodes.interrupted : exitCodes.done);
  } finally {
    await game.close();
    const { report } = messages.snapshot();
    if (report !== null) process.stdout.write(`Report: ${report}\n`);
    printResumeHint(game, stateDir);
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

/** Prints how to resume the game if it is saved, has players and was closed before its podium. */
function printResumeHint({ room, journal }: OpenGame, stateDir: string | undefined): void {
  const { stage, ended } = room.snapshot();
  const isOver = ended || stage.phase === 'podium';
  if (isOver || room.players().length === 0 || journal === null) return;
  printError(resumeHint(stateDir));
}
