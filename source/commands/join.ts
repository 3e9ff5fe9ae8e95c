import { join as joinPath } from 'node:path';
import { nanoid } from 'nanoid';
import type { PlayerSeat } from '../client/player-seat.ts';
import { Session } from '../client/session.ts';
import { GameSearch } from '../network/game-search.ts';
import { type ConnectingOptions, type LineTo, connecting } from './connecting.ts';
import { gameAddress } from './game-address.ts';
import { reportEnd } from './report-end.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { sayOnStderr } from './say-on-stderr.ts';
import { SavedSeats } from './saved-seats.ts';
import { listenForInterruption } from './signals.ts';
import { stateFolder } from './state-folder.ts';
import { hasTerminal } from './terminal-check.ts';

export interface JoinOptions extends ConnectingOptions {
  readonly name?: string | undefined;
  readonly team?: string | undefined;
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
    sayOnStderr('termquiz join is played on a terminal, and this is none.');
    return exitCodes.usage;
  }
  const parsed = address === undefined ? undefined : gameAddress(address);
  if (parsed && !parsed.ok) {
    sayOnStderr(parsed.message);
    return exitCodes.usage;
  }
  const lineTo = await connecting(options);
  if (typeof lineTo === 'string') {
    sayOnStderr(lineTo);
    return exitCodes.usage;
  }
  const seats = new SavedSeats(joinPath(stateFolder(), 'seats'));
  const { name = parsed && pin !== undefined ? seats.name(gameKey(parsed.base, pin)) : undefined } = options;
  const interruption = listenForInterruption();
  const taken: PlayerSeat[] = [];
  try {
    const { runPlayer } = await import('../terminal/index.ts');
    const connect = (typed: string) => {
      const seat = seatAt(typed, options, lineTo, seats);
      if (typeof seat !== 'string') taken.push(seat);
      return seat;
    };
    const { ascii } = options;
    const games = new GameSearch();
    const outcome = await runPlayer({
      address,
      pin,
      name,
      connect,
      games,
      ascii,
      signal: interruption.signal,
    });
    if (outcome.type === 'interrupted') return interruption.exitCode() ?? exitCodes.interrupted;
    return outcome.type === 'ended' ? reportEnd(outcome.end) : exitCodes.done;
  } finally {
    for (const seat of taken) seat.leave();
    interruption.release();
  }
}

/** A seat in the game at an address, or why there can be none. The token is saved as soon as the seat is taken. */
function seatAt(
  address: string,
  { team }: JoinOptions,
  lineTo: LineTo,
  seats: SavedSeats,
): PlayerSeat | string {
  const parsed = gameAddress(address);
  if (!parsed.ok) return parsed.message;
  let game = '';
  const session = new Session({
    ...lineTo(parsed.base),
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
