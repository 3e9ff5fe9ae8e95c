import { join as joinPath } from 'node:path';
import { nanoid } from 'nanoid';
import { parseAddress } from '../client/address.ts';
import type { ConnectionFailure, PlayerSeat } from '../client/player-seat.ts';
import { Session } from '../client/session.ts';
import { type TransportName, transportTo } from '../client/transports.ts';
import type { Bye } from '../protocol/server-message.ts';
import { systemClock } from '../server/clock.ts';
import { type ExitCode, exitCodes, reportFailure } from './report-failure.ts';
import { SavedSeats } from './saved-seats.ts';
import { listenForInterruption } from './signals.ts';
import { stateFolder } from './state-folder.ts';
import { hasTerminal } from './terminal-check.ts';

export interface JoinOptions {
  readonly name?: string | undefined;
  readonly team?: string | undefined;
  readonly transport: TransportName;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean;
}

/** `termquiz join`: plays in a game. What is not given is asked for on the screen. */
export async function join(
  address: string | undefined,
  pin: string | undefined,
  options: JoinOptions,
): Promise<ExitCode> {
  if (!hasTerminal()) {
    reportFailure('termquiz join is played on a terminal, and this is none.');
    return exitCodes.usage;
  }
  const parsed = address === undefined ? undefined : parseAddress(address);
  if (parsed && !parsed.ok) {
    reportFailure(parsed.message);
    return exitCodes.usage;
  }
  const seats = new SavedSeats(joinPath(stateFolder(), 'seats'));
  const { name = parsed && pin !== undefined ? seats.name(gameKey(parsed.base, pin)) : undefined } = options;
  const interruption = listenForInterruption();
  const taken: PlayerSeat[] = [];
  try {
    const { runPlayer } = await import('../terminal/index.ts');
    const connect = (typed: string) => {
      const seat = seatAt(typed, options, seats);
      if (typeof seat !== 'string') taken.push(seat);
      return seat;
    };
    const { ascii } = options;
    const outcome = await runPlayer({ address, pin, name, connect, ascii, signal: interruption.signal });
    if (outcome.type === 'interrupted') return interruption.exitCode() ?? exitCodes.interrupted;
    return outcome.type === 'ended' ? ending(outcome.end) : exitCodes.done;
  } finally {
    for (const seat of taken) seat.leave();
    interruption.release();
  }
}

/** A seat in the game at an address, or why there can be none. The token is saved as soon as the seat is taken. */
function seatAt(address: string, { team, transport }: JoinOptions, seats: SavedSeats): PlayerSeat | string {
  const parsed = parseAddress(address);
  if (!parsed.ok) return parsed.message;
  let game = '';
  const ways = { clock: systemClock(), random: Math.random };
  const session = new Session({
    transport: transportTo(parsed.base, transport, ways),
    ...ways,
    team,
    tokenFor(pin, name) {
      game = gameKey(parsed.base, pin);
      return seats.token(game, name) ?? nanoid(22);
    },
  });
  let isKept = false;
  session.subscribe(() => {
    const { welcome, end } = session.snapshot();
    const name = welcome?.player?.name;
    if (name === undefined || !welcome?.token) return;
    if (!isKept) seats.keep(game, name, welcome.token);
    isKept = true;
    if (end?.type === 'bye' && (end.code === 'ended' || end.code === 'kicked')) seats.forget(game, name);
  });
  return session;
}

/** What a seat belongs to: the same address with another PIN is another game. */
function gameKey(base: string, pin: string): string {
  return `${base} ${pin}`;
}

/** Says how it ended once the screen is gone. A game that somebody else cut short is a failure. */
function ending(end: Bye | ConnectionFailure): ExitCode {
  if (end.type === 'bye' && end.code === 'ended') {
    process.stdout.write(`${end.message}\n`);
    return exitCodes.done;
  }
  reportFailure(end.message);
  return exitCodes.failed;
}
