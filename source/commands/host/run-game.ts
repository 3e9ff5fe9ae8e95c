import type { GameMessages } from './game-messages.ts';
import { joinCommands, joinUrls, packageUrls } from './game-location.ts';
import { runHeadless } from './headless.ts';
import { HeadlessOutput } from './headless-output.ts';
import type { GameRequest } from './open-game.ts';
import { resumeHint } from './resume-game.ts';
import type { GameThread } from './thread/game-thread.ts';
import type { DisplayOptions } from '../command-line/display.ts';
import { readChoices } from '../quiz-library.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { fail, printError, printLines } from '../process/output.ts';
import { type Interruption, reportCrash } from '../process/signals.ts';
import { systemClock } from '../../clock.ts';
import type { HostSnapshot } from '../../server/room/host-seat.ts';
import { localHostSeat } from '../../server/room/local-host-seat.ts';
import type { HostMessages, HostOutcome } from '../../terminal/index.ts';
import { cleanLine } from '../../text/clean.ts';

export interface RunOptions {
  /** A message to show before the game starts. */
  readonly notice?: string | undefined;
  /** Where games are saved. Default: the platform's state folder. */
  readonly stateDir?: string | undefined;
}

/** Options of a game on a screen. */
export interface ScreenRunOptions extends RunOptions, DisplayOptions {
  readonly bell?: boolean | undefined;
  /** Whether the first lobby offers to resume an interrupted game, which the notice names. */
  readonly canResume?: boolean | undefined;
}

/** Runs a game for a program: events on stdout, commands on stdin. */
export async function runGameHeadless(
  request: GameRequest,
  { notice, stateDir }: RunOptions,
  interruption: Interruption,
): Promise<ExitCode> {
  if (notice !== undefined) printError(notice);
  const { openRequestedGame } = await import('./open-game.ts');
  const output = new HeadlessOutput(process.stdout, systemClock());
  const game = await openRequestedGame(request, {
    onOpen(location, journal) {
      const { port, pin } = location;
      const addresses = location.addresses.map(({ address }) => address);
      const pages = joinCommands(location).flatMap(({ page }) => page ?? []);
      const [urls, packages] = [joinUrls(location), packageUrls(location)];
      output.writeLine({ type: 'listening', port, pin, addresses, urls, pages, packages, journal });
    },
    onSaved: (events) => output.writeEvents(events),
  });
  if (typeof game === 'string') return fail(exitCodes.failed, game);
  printMessages(game.messages);
  const seat = localHostSeat(game.room);
  await runHeadless(seat, process.stdin, (line) => output.writeLine(line), interruption.signal);
  await game.close();
  output.flush();
  printResumeHint(game.room.snapshot(), game.journal, stateDir);
  return interruption.exitCode() ?? exitCodes.done;
}

/** Runs a game's screen in this thread and its server in another, so that nothing the terminal does delays the game. */
export async function runGameOnScreen(
  thread: GameThread,
  request: GameRequest,
  { notice, canResume, stateDir, bell, ...display }: ScreenRunOptions,
  interruption: Interruption,
): Promise<ExitCode | 'resume-game'> {
  const [game, runHost] = await Promise.all([thread.open(request), loadScreen(display)]);
  if (typeof game === 'string') return fail(exitCodes.failed, game);
  const { seat, joining, messages, crashed } = game;
  const signal = AbortSignal.any([interruption.signal, crashed]);
  const [shown] = await Promise.allSettled([
    runHost({
      seat,
      joining,
      messages,
      readChoices,
      notice: notice && cleanLine(notice),
      canResume,
      bell,
      ...display,
      signal,
    }),
  ]);
  await game.close();
  const { report } = messages.snapshot();
  if (report !== null) printLines(`Report: ${report}`);
  const crash = crashOf(crashed, shown);
  if (crash) reportCrash(crash.error);
  printResumeHint(seat.snapshot(), game.journal, stateDir);
  if (shown.status === 'rejected' || crash) return exitCodes.failed;
  if (shown.value === 'resume-game') return shown.value;
  const isInterrupted = shown.value === 'interrupted';
  return interruption.exitCode() ?? (isInterrupted ? exitCodes.interrupted : exitCodes.done);
}

/** Returns the error that stopped the server or the screen; undefined if neither crashed. */
function crashOf(
  server: AbortSignal,
  screen: PromiseSettledResult<HostOutcome>,
): { readonly error: unknown } | undefined {
  if (server.aborted) return { error: server.reason };
  return screen.status === 'rejected' ? { error: screen.reason } : undefined;
}

/** Loads the screen, and returns the function that shows it. */
async function loadScreen(display: DisplayOptions) {
  const { loadHost, runHost } = await import('../../terminal/index.ts');
  await loadHost(display);
  return runHost;
}

/** Prints each new message on stderr. */
function printMessages(messages: GameMessages): void {
  let printed: HostMessages = { warnings: [], lostTime: null, report: null };
  const printNew = () => {
    const { warnings, lostTime, report } = messages.snapshot();
    for (const warning of warnings) if (!printed.warnings.includes(warning)) printError(warning);
    if (lostTime !== null && lostTime !== printed.lostTime) printError(lostTime);
    if (report !== null && report !== printed.report) printError(`Report: ${report}`);
    printed = { warnings, lostTime, report };
  };
  messages.subscribe(printNew);
  printNew();
}

/** Prints how to resume the game if it is saved, has players and was closed before its podium. */
function printResumeHint(
  { stage, ended }: HostSnapshot,
  journal: string | null,
  stateDir: string | undefined,
): void {
  const isOver = ended || stage.phase === 'podium';
  if (isOver || stage.players === 0 || journal === null) return;
  printError(resumeHint(stateDir));
}
