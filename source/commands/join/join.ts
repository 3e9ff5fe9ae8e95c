import { join as joinPath } from 'node:path';
import { makeToken } from '../../protocol/token.ts';
import * as z from 'zod/mini';
import type { PlayerSnapshot } from '../../client/player-seat.ts';
import { Session } from '../../client/session.ts';
import { defineCommand } from '../command-line/command.ts';
import { type DisplayOptions, displayFlags, displayOf, displaySchema } from '../command-line/display.ts';
import { givenPin, transport } from '../command-line/values.ts';
import {
  type ConnectionOptions,
  type Connector,
  createConnector,
  parseGameAddress,
  placeOf,
  printGameEnd,
} from './connector.ts';
import { printResult } from './result-line.ts';
import { SavedSeats, type SeatedGame, readLastName, saveLastName } from './saved-seats.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { stateFolder } from '../process/state-folder.ts';
import { fail, terminalProblem } from '../process/output.ts';
import { listenForInterruption } from '../process/signals.ts';
import { cleanText } from '../../text/clean.ts';
import { GameSearch } from '../../network/discovery/game-search.ts';

export interface JoinOptions extends ConnectionOptions, DisplayOptions {
  readonly name?: string | undefined;
  readonly team?: string | undefined;
  /** Ring the terminal's bell when a question opens and when its result appears. */
  readonly bell?: boolean | undefined;
}

export const joinCommand = defineCommand({
  name: 'join',
  help: `
Join a game

Usage
  termquiz join [address] [pin] [options]

  address  Where the game is: 192.168.1.20, 192.168.1.20:7849, [::1]:7849, or a
           ws, wss, http or https URL. Default: choose a game on your network.
  pin      The PIN on the host's screen, or the code that m shows on another
           device, to continue here as the same player. Set TERMQUIZ_PIN in
           the environment instead to keep it out of the list of processes.

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
                     if the locale names a charset other than UTF-8.
  --reduced-motion   Show no animations.
  --screen-reader    Write plain lines for a screen reader.
  --bell             Ring the terminal's bell when a question opens and when
                     your result appears.
  --no-color         Use no colour. Same as NO_COLOR in the environment.
  -h, --help         Show this help.

Examples
  termquiz join                              choose a game on your network
  termquiz join 192.168.1.20 482913
  termquiz join wss://quiz.example.org 482913 --name Ada
  termquiz join 192.168.1.20 K7QX-2M9P       continue from another device
`,
  arguments: ['[address]', '[pin]'],
  flags: {
    name: { type: 'string' },
    team: { type: 'string' },
    ca: { type: 'string' },
    transport: { type: 'string' },
    bell: { type: 'boolean' },
    ...displayFlags,
  },
  options: z.object({
    name: z.optional(z.string()),
    team: z.optional(z.string()),
    ca: z.optional(z.string()),
    transport,
    bell: z.optional(z.boolean()),
    ...displaySchema,
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
  const problem = terminalProblem('join', displayOf(options));
  if (problem !== undefined) return fail(exitCodes.usage, problem);
  const parsed = address === undefined ? undefined : parseGameAddress(address);
  if (parsed && !parsed.ok) return fail(exitCodes.usage, parsed.message);
  const connectTo = await createConnector(options);
  if (typeof connectTo === 'string') return fail(exitCodes.usage, connectTo);
  const seats = new SavedSeats(joinPath(stateFolder(), 'seats'));
  const nameFile = joinPath(stateFolder(), 'last-name');
  const interruption = listenForInterruption();
  const taken: Session[] = [];
  try {
    const { runPlayer } = await import('../../terminal/index.ts');
    const connect = (typed: string) => {
      const seat = takeSeat(typed, options, { connectTo, seats, nameFile });
      if (typeof seat !== 'string') taken.push(seat);
      return seat;
    };
    const { name } = options;
    const games = new GameSearch();
    const outcome = await runPlayer({
      address,
      pin,
      name,
      lastName: readLastName(nameFile),
      connect,
      games,
      placeOf,
      bell: options.bell,
      ...displayOf(options),
      signal: interruption.signal,
    });
    const isGone = isTerminalGone(interruption.exitCode());
    const hasResult = !isGone && printResult(taken.at(-1)?.snapshot(), options.ascii);
    const exitCode = outcome.type === 'ended' ? printGameEnd(outcome.end, hasResult) : exitCodes.done;
    if (outcome.type === 'left' && taken.every((seat) => !seat.snapshot().welcome)) return exitCodes.left;
    return outcome.type === 'interrupted' ? (interruption.exitCode() ?? exitCodes.interrupted) : exitCode;
  } finally {
    for (const seat of taken) leaveGame(seat, interruption.exitCode());
    interruption.release();
  }
}

/** Leaves the game. If the terminal was closed or termquiz crashed, only disconnects: such players often come back. */
function leaveGame(seat: Session, exitCode: ExitCode | undefined): void {
  if (isTerminalGone(exitCode)) seat.disconnect();
  else seat.leave();
}

function isTerminalGone(exitCode: ExitCode | undefined): boolean {
  return exitCode === exitCodes.hangup || exitCode === exitCodes.failed;
}

interface SeatContext {
  readonly connectTo: Connector;
  readonly seats: SavedSeats;
  /** Where the last name is saved. */
  readonly nameFile: string;
}

/** Starts a session in the game at an address, and saves its token once it has a seat. Returns a message if that fails. */
function takeSeat(
  address: string,
  { team }: JoinOptions,
  { connectTo, seats, nameFile }: SeatContext,
): Session | string {
  const parsed = parseGameAddress(address);
  if (!parsed.ok) return parsed.message;
  let game: SeatedGame = { address: parsed.base, pin: '' };
  let requestedName = '';
  /** The token of a saved seat that the session tries first. */
  let claimed: string | undefined;
  const session = new Session({
    ...connectTo(parsed.base),
    team,
    tokenFor(pin, name) {
      game = { address: parsed.base, pin };
      requestedName = name;
      claimed = seats.claim(game, name);
      return claimed ?? makeToken();
    },
  });
  let before = session.snapshot();
  session.subscribe(() => {
    const now = session.snapshot();
    const { token } = now.welcome ?? {};
    const name = now.you?.name ?? now.welcome?.player?.name;
    if (token && name !== undefined) {
      if (now.welcome !== before.welcome || now.you?.name !== before.you?.name) {
        seats.save(game, { name, requestedName, token });
        // Not a name that the host has assigned.
        if (name === cleanText(requestedName)) saveLastName(nameFile, name);
      }
      if (isGone(before, now)) seats.forget(game, token);
    } else if (now.rejection?.code === 'moved' && claimed !== undefined) {
      seats.forget(game, claimed);
    }
    before = now;
  });
  return session;
}

/** Whether a seat is gone for good: left in the lobby, removed, moved, or its game is over. A kicked player may be let back in. */
function isGone({ connection, stage }: PlayerSnapshot, now: PlayerSnapshot): boolean {
  const { end } = now;
  if (now.connection === 'removed') return true;
  if (end?.type === 'bye') return end.code === 'ended' || end.code === 'moved';
  return end === null && connection === 'open' && now.connection === 'closed' && stage?.phase === 'lobby';
}
