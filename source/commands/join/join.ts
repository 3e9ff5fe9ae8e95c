import { join as joinPath } from 'node:path';
import { makeToken } from '../../protocol/token.ts';
import * as z from 'zod/mini';
import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { Session } from '../../client/session.ts';
import { command } from '../command-line/command.ts';
import { transport } from '../command-line/values.ts';
import { type ConnectingOptions, type LineTo, connecting, gameAddress } from './connecting.ts';
import { SavedSeats } from './saved-seats.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { reportEnd } from '../process/report-end.ts';
import { stateFolder } from '../process/new-file.ts';
import { hasTerminal, sayOnStderr } from '../process/output.ts';
import { listenForInterruption } from '../process/signals.ts';
import { GameSearch } from '../../network/discovery/game-search.ts';

export interface JoinOptions extends ConnectingOptions {
  readonly name?: string | undefined;
  readonly team?: string | undefined;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
}

/** `termquiz join`. */
export const joinCommand = command({
  name: 'join',
  help: `
Join a game

Usage
  termquiz join [address] [pin] [options]

  address  Where the game is: 192.168.1.20, 192.168.1.20:7849, [::1]:7849, or a
           ws, wss, http or https URL. Default: choose a game on your network.
  pin      The PIN on the host's screen.

You'll be asked for anything missing.

You
  --name <name>      The name to play under.
  --team <team>      The team to join, if the game has teams. Default: the
                     smallest.

Connection
  --transport <how>  auto uses WebSocket, or long polling where WebSocket is
                     blocked. Others: websocket, long-polling, polling.
                     Default: auto.
  --ca <file>        Trust these certificate authorities (PEM), not those built
                     into Node.

Other options
  --ascii            Draw with ASCII characters only.
  --no-color         Use no colour. Same as NO_COLOR in the environment.
  -h, --help         Show this help.

Examples
  termquiz join                                   choose a game on your network
  termquiz join 192.168.1.20 482913
  termquiz join wss://quiz.example.org 482913 --name Ada
`,
  arguments: ['[address]', '[pin]'],
  flags: {
    name: { type: 'string' },
    team: { type: 'string' },
    ca: { type: 'string' },
    transport: { type: 'string' },
    ascii: { type: 'boolean' },
  },
  options: z.object({
    name: z.optional(z.string()),
    team: z.optional(z.string()),
    ca: z.optional(z.string()),
    transport,
    ascii: z.optional(z.boolean()),
  }),
  run: ([address, pin], options) => join(address, pin, options),
});

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
  const interruption = listenForInterruption();
  const taken: Session[] = [];
  try {
    const { runPlayer } = await import('../../terminal/index.ts');
    const connect = (typed: string) => {
      const seat = seatAt(typed, options, lineTo, seats);
      if (typeof seat !== 'string') taken.push(seat);
      return seat;
    };
    const { name, ascii } = options;
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
    for (const seat of taken) giveUp(seat, interruption.exitCode());
    interruption.release();
  }
}

/** A terminal is closed by accident as often as not: its player is lost then, as by a crash, and finds the seat as it was. */
function giveUp(seat: Session, exitCode: ExitCode | undefined): void {
  if (exitCode === exitCodes.hangup || exitCode === exitCodes.failed) seat.disconnect();
  else seat.leave();
}

/** A seat in the game at an address, or why there can be none. The token is saved as soon as the seat is taken. */
function seatAt(address: string, { team }: JoinOptions, lineTo: LineTo, seats: SavedSeats): Session | string {
  const parsed = gameAddress(address);
  if (!parsed.ok) return parsed.message;
  let game = '';
  let wish = '';
  const session = new Session({
    ...lineTo(parsed.base),
    team,
    tokenFor(pin, name) {
      game = gameKey(parsed.base, pin);
      wish = name;
      return seats.take(game, name) ?? makeToken();
    },
  });
  let before = session.snapshot();
  session.subscribe(() => {
    const now = session.snapshot();
    const { token } = now.welcome ?? {};
    const name = now.welcome?.player?.name;
    if (token && name !== undefined) {
      if (now.welcome !== before.welcome) seats.keep(game, { name, wish, token });
      if (isGone(before, now)) seats.forget(game, token);
    }
    before = now;
  });
  return session;
}

/** Whether nobody can come back to a seat: it was left in the lobby, or its game is over or goes on without it. */
function isGone({ connection, stage }: PlayerSnapshot, now: PlayerSnapshot): boolean {
  const { end } = now;
  if (end?.type === 'bye') return end.code === 'ended' || end.code === 'kicked';
  return end === null && connection === 'open' && now.connection === 'closed' && stage?.phase === 'lobby';
}

/** What a seat belongs to: the same address with another PIN is another game. */
function gameKey(base: string, pin: string): string {
  return `${base} ${pin}`;
}
