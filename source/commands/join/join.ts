import { join as joinPath } from 'node:path';
import { makeToken } from '../../protocol/token.ts';
import * as z from 'zod/mini';
import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { Session } from '../../client/session.ts';
import { defineCommand } from '../command-line/command.ts';
import { givenPin, transport } from '../command-line/values.ts';
import {
  type ConnectionOptions,
  type Connector,
  createConnector,
  parseGameAddress,
  printGameEnd,
} from './connector.ts';
import { SavedSeats, type SeatedGame } from './saved-seats.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { stateFolder } from '../process/state-folder.ts';
import { fail, terminalProblem } from '../process/output.ts';
import { listenForInterruption } from '../process/signals.ts';
import { GameSearch } from '../../network/discovery/game-search.ts';

export interface JoinOptions extends ConnectionOptions {
  readonly name?: string | undefined;
  readonly team?: string | undefined;
  /** Draw with ASCII characters only. */
  readonly ascii?: boolean | undefined;
}

export const joinCommand = defineCommand({
  name: 'join',
  help: `
Join a game

Usage
  termquiz join [address] [pin] [options]

  address  Where the game is: 192.168.1.20, 192.168.1.20:7849, [::1]:7849, or a
           ws, wss, http or https URL. Default: choose a game on your network.
  pin      The PIN on the host's screen. Set TERMQUIZ_PIN in the environment
           instead to keep it out of the list of processes.

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
  --ascii            Draw with ASCII characters only. This is the default
                     if the locale names another charset than UTF-8.
  --no-color         Use no colour. Same as NO_COLOR in the environment.
  -h, --help         Show this help.

Examples
  termquiz join                              choose a game on your network
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
  run([address, pin], options) {
    // Without an address, the player chooses a game, and each game has its own PIN.
    return join(address, address === undefined ? undefined : givenPin(pin), options);
  },
});

/** Joins a game. The screen asks for anything missing. */
export async function join(
  address: string | undefined,
  pin: string | undefined,
  options: JoinOptions,
): Promise<ExitCode> {
  const problem = terminalProblem('join');
  if (problem !== undefined) return fail(exitCodes.usage, problem);
  const parsed = address === undefined ? undefined : parseGameAddress(address);
  if (parsed && !parsed.ok) return fail(exitCodes.usage, parsed.message);
  const connectTo = await createConnector(options);
  if (typeof connectTo === 'string') return fail(exitCodes.usage, connectTo);
  const seats = new SavedSeats(joinPath(stateFolder(), 'seats'));
  const interruption = listenForInterruption();
  const taken: Session[] = [];
  try {
    const { runPlayer } = await import('../../terminal/index.ts');
    const connect = (typed: string) => {
      const seat = takeSeat(typed, options, connectTo, seats);
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
    return outcome.type === 'ended' ? printGameEnd(outcome.end) : exitCodes.done;
  } finally {
    for (const seat of taken) leaveGame(seat, interruption.exitCode());
    interruption.release();
  }
}

/** Leaves the game. If the terminal was closed or termquiz crashed, only disconnects: such players often come back. */
function leaveGame(seat: Session, exitCode: ExitCode | undefined): void {
  if (exitCode === exitCodes.hangup || exitCode === exitCodes.failed) seat.disconnect();
  else seat.leave();
}

/** Starts a session in the game at an address, and saves its token once it has a seat. Returns a message if that fails. */
function takeSeat(
  address: string,
  { team }: JoinOptions,
  connectTo: Connector,
  seats: SavedSeats,
): Session | string {
  const parsed = parseGameAddress(address);
  if (!parsed.ok) return parsed.message;
  let game: SeatedGame = { address: parsed.base, pin: '' };
  let requestedName = '';
  const session = new Session({
    ...connectTo(parsed.base),
    team,
    tokenFor(pin, name) {
      game = { address: parsed.base, pin };
      requestedName = name;
      return seats.claim(game, name) ?? makeToken();
    },
  });
  let before = session.snapshot();
  session.subscribe(() => {
    const now = session.snapshot();
    const { token } = now.welcome ?? {};
    const name = now.welcome?.player?.name;
    if (token && name !== undefined) {
      if (now.welcome !== before.welcome) seats.save(game, { name, requestedName, token });
      if (isGone(before, now)) seats.forget(game, token);
    }
    before = now;
  });
  return session;
}

/** Whether a seat is gone for good: left in the lobby, kicked, or its game is over. */
function isGone({ connection, stage }: PlayerSnapshot, now: PlayerSnapshot): boolean {
  const { end } = now;
  if (end?.type === 'bye') return end.code === 'ended' || end.code === 'kicked';
  return end === null && connection === 'open' && now.connection === 'closed' && stage?.phase === 'lobby';
}
