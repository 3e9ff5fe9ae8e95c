import type { HostSeat } from '../server/host-seat.ts';
import { type Listening, ndjsonWriter, runHeadless } from './headless.ts';
import { type GameObserver, type OpenGame, type Reach, joinAddresses, joinUrls } from './open-game.ts';
import { type ExitCode, exitCodes, reportFailure } from './report-failure.ts';
import type { Interruption } from './signals.ts';

/** Opens a game, or says in a sentence why it cannot be. */
export type Opener = (observer?: GameObserver) => Promise<OpenGame | string>;

/** Runs a game for a program: events on stdout, commands on stdin. */
export async function runGameHeadless(open: Opener, interruption: Interruption): Promise<ExitCode> {
  const write = ndjsonWriter(process.stdout);
  const game = await open({ onReach: (reach) => write(listeningLine(reach)), onEvent: write });
  if (typeof game === 'string') return failed(game);
  reportWarnings(game.room);
  await runHeadless(game.room, process.stdin, write, interruption.signal);
  await game.close();
  return interruption.exitCode() ?? exitCodes.done;
}

/** Runs a game on the host's screen. */
export async function runGameOnScreen(
  open: Opener,
  { ascii }: { ascii?: boolean | undefined },
  interruption: Interruption,
): Promise<ExitCode> {
  const { runHost } = await import('../terminal/index.ts');
  const game = await open();
  if (typeof game === 'string') return failed(game);
  try {
    const { room: seat, title, reach } = game;
    const joining = { commands: joinCommands(reach), pin: reach.pin };
    const outcome = await runHost({ seat, title, joining, ascii, signal: interruption.signal });
    return interruption.exitCode() ?? (outcome === 'interrupted' ? exitCodes.interrupted : exitCodes.done);
  } finally {
    await game.close();
  }
}

function joinCommands(reach: Reach): string[] {
  return joinAddresses(reach).map((address) => `npx termquiz join ${address} ${reach.pin}`);
}

/** Says on stderr what is wrong with keeping the game, each time that it changes. */
function reportWarnings(seat: HostSeat): void {
  let reported: string | null = null;
  const report = () => {
    const { warning } = seat.snapshot();
    if (warning !== null && warning !== reported) reportFailure(warning);
    reported = warning;
  };
  seat.subscribe(report);
  report();
}

function listeningLine(reach: Reach): Listening {
  const { port, pin, addresses, journal } = reach;
  return { type: 'listening', port, pin, addresses, urls: joinUrls(reach), journal };
}

function failed(message: string): ExitCode {
  reportFailure(message);
  return exitCodes.failed;
}
