import { nanoid } from 'nanoid';
import type { Clock } from '../../clock.ts';
import type { PlayerCommand, Timed } from '../../game/commands.ts';
import type { Decision, PlayerRejection } from '../../game/decision.ts';
import type { GameEvent } from '../../game/events.ts';
import type { Game, Player } from '../../game/game.ts';
import { PROTOCOL, VERSION } from '../../protocol/endpoints.ts';
import { makeMoveCode, parseMoveCode } from '../../protocol/move-code.ts';
import { makeToken } from '../../protocol/token.ts';
import { type Connection, type EncodedMessage, encode } from '../connection.ts';
import { type OnTurn, type SeatClient, SeatLimit } from '../limits/seat-limit.ts';
import { TurnQueue } from '../limits/turn-queue.ts';
import type { Seat } from './seat.ts';
import { type Seats, hashToken } from './seats.ts';

/** Clients that enter in one turn of the event loop, so that a room that joins together does not delay answers. */
const ENTRIES_PER_TURN = 50;

/** How long a move code is valid, in milliseconds. */
const MOVE_CODE_LIFETIME_MS = 60_000;

/** The details that a joining player sends. */
export interface JoinDetails {
  readonly name?: string | undefined;
  readonly team?: string | undefined;
  /** Default: the room makes one. */
  readonly token?: string | undefined;
}

/** What a device sends to continue the seat of another one. */
export interface ContinueDetails {
  /** The move code, as typed. */
  readonly code: string;
  /** Default: the room makes one. */
  readonly token?: string | undefined;
}

/** A client that wants a seat. */
export interface SeatRequest extends SeatClient {
  readonly type: 'join' | 'resume' | 'continue' | 'watch';
  readonly token?: string | undefined;
}

/** A seat, or why there is none. */
export type JoinResult =
  | { readonly ok: true; readonly seat: Seat; readonly isNew: boolean }
  | { readonly ok: false; readonly rejection: PlayerRejection | 'wrong-code' };

export interface EntranceHooks {
  game(): Game;
  /** Runs a player's command, unless the room is closed. */
  run(command: Timed<PlayerCommand>): Decision<PlayerRejection>;
  /** Called whenever a client has to wait for its turn, or is rejected because too many others wait. */
  onLimit(): void;
}

/** The way into a room: seats players and watchers, and limits how fast a network takes seats. */
export class Entrance {
  readonly #clock: Clock;
  readonly #seats: Seats;
  readonly #hooks: EntranceHooks;
  readonly #hasPage: boolean;
  readonly #limit: SeatLimit;
  readonly #entries: TurnQueue;
  readonly #moveCodes = new MoveCodes();
  #isClosed = false;

  constructor(clock: Clock, seats: Seats, hooks: EntranceHooks, hasPage: boolean) {
    this.#clock = clock;
    this.#seats = seats;
    this.#hooks = hooks;
    this.#hasPage = hasPage;
    this.#limit = new SeatLimit(clock, () => hooks.onLimit());
    this.#entries = new TurnQueue(clock, ENTRIES_PER_TURN);
  }

  /** Returns whether a player of this game has the token with this hash. */
  hasPlayer(tokenHash: string): boolean {
    return this.#game.playersByToken.has(tokenHash);
  }

  /**
   * Calls `onTurn` once a client may take its seat: as soon as the event loop has time for it, unless its network has taken many.
   * Returning players do not wait for that, unless they return again and again. Returns a function that cancels the wait, or null if
   * there is none.
   */
  waitForTurn(request: SeatRequest, onTurn: OnTurn): (() => void) | null {
    const inQueue: { leave: (() => void) | null } = { leave: null };
    const cancel = this.#entries.call(() => {
      inQueue.leave = this.#waitForSeat(request, onTurn);
    });
    if (!cancel) return inQueue.leave;
    return () => {
      cancel();
      inQueue.leave?.();
    };
  }

  /** Seats a new player. If the token already has a seat, its player takes it again. */
  join(connection: Connection, { name, team, token = makeToken() }: JoinDetails): JoinResult {
    const tokenHash = hashToken(token);
    const now = this.#clock.now();
    const decision = this.#hooks.run({ type: 'join', player: nanoid(10), name, team, tokenHash, now });
    if (!decision.ok) return decision;
    return this.#seatPlayer(connection, { token, tokenHash }, decision.events);
  }

  /** Seats the player with this token again, replacing the previous connection. */
  resume(connection: Connection, token: string): JoinResult {
    const tokenHash = hashToken(token);
    const decision = this.#hooks.run({ type: 'reconnect', tokenHash, now: this.#clock.now() });
    return decision.ok ? this.#seatPlayer(connection, { token, tokenHash }, decision.events) : decision;
  }

  /** Makes a code with which another device can continue a player's seat. The player's previous code is no longer valid. */
  makeMoveCode(player: string): { readonly code: string; readonly expiresAt: number } {
    const code = makeMoveCode();
    const expiresAt = this.#clock.now() + MOVE_CODE_LIFETIME_MS;
    this.#moveCodes.set(player, { codeHash: hashToken(code), expiresAt });
    return { code, expiresAt };
  }

  /** Whether a move code, as typed, is valid now. */
  hasMoveCode(code: string): boolean {
    return this.#moveCodes.playerOf(hashCode(code), this.#clock.now()) !== undefined;
  }

  /**
   * Seats the player with this move code under a new token, and closes the previous connection. If the token already has a seat,
   * its player takes it again. Rejects with `wrong-code` if the code is invalid, used or expired.
   */
  continue(connection: Connection, { code, token = makeToken() }: ContinueDetails): JoinResult {
    const tokenHash = hashToken(token);
    if (this.hasPlayer(tokenHash)) return this.resume(connection, token);
    const now = this.#clock.now();
    const player = this.#moveCodes.playerOf(hashCode(code), now);
    if (player === undefined) return { ok: false, rejection: 'wrong-code' };
    const decision = this.#hooks.run({ type: 'move', player, tokenHash, now });
    return decision.ok ? this.#seatPlayer(connection, { token, tokenHash }, decision.events) : decision;
  }

  /** Must be called with each event: forgets the move codes that it makes invalid. */
  onEvent(event: GameEvent): void {
    switch (event.type) {
      case 'player-moved':
      case 'player-left':
      case 'player-kicked':
        return this.#moveCodes.delete(event.player);
      case 'players-removed':
        for (const player of event.players) this.#moveCodes.delete(player);
        return;
      case 'game-ended':
        return this.#moveCodes.clear();
      default:
    }
  }

  /**
   * Seats a watcher.
   *
   * @param token The token for HTTP requests; null over WebSocket.
   */
  watch(connection: Connection, token: string | null = null): JoinResult {
    if (this.#isClosed) return { ok: false, rejection: 'locked' };
    this.#limit.count(connection.address);
    return { ok: true, seat: this.#seats.seatWatcher(connection, this.#welcome(null, token)), isNew: true };
  }

  /** Lets nobody else in. Waiting clients get their turns at once, and are rejected. */
  close(): void {
    this.#isClosed = true;
    this.#entries.flush();
    this.#limit.stop();
  }

  get #game(): Game {
    return this.#hooks.game();
  }

  #waitForSeat({ type, token, ...client }: SeatRequest, onTurn: OnTurn): (() => void) | null {
    const player = token === undefined ? undefined : this.#game.playersByToken.get(hashToken(token));
    // A move takes no new seat. Its code has been checked.
    const takesNoSeat = type === 'resume' || type === 'continue';
    const isFree = player ? this.#seats.mayReturn(player.id, this.#clock.now()) : takesNoSeat;
    if (!isFree) return this.#limit.waitForTurn(client, onTurn);
    onTurn(null);
    return null;
  }

  #seatPlayer(
    connection: Connection,
    { token, tokenHash }: { readonly token: string; readonly tokenHash: string },
    events: readonly GameEvent[],
  ): JoinResult {
    const player = this.#game.playersByToken.get(tokenHash);
    if (!player) return { ok: false, rejection: 'unknown-token' };
    const has = (type: GameEvent['type']) => events.some((event) => event.type === type);
    const isMove = has('player-moved');
    const reason = isMove ? 'moved' : 'replaced';
    const seat = this.#seats.seatPlayer(player.id, connection, this.#welcome(player, token), reason);
    if (isMove) seat.clock.moved(this.#game.pausedAt, this.#clock.now());
    const isNew = has('player-joined');
    const isReturn = !isNew && has('player-connected');
    if (isNew || (isReturn && !seat.returns.take(this.#clock.now()))) this.#limit.count(connection.address);
    return { ok: true, seat, isNew };
  }

  #welcome(player: Player | null, token: string | null): EncodedMessage {
    const { room, quiz, playOrder, settings } = this.#game;
    return encode({
      type: 'welcome',
      protocol: PROTOCOL,
      version: VERSION,
      room,
      now: this.#clock.now(),
      player: player && { id: player.id, name: player.name, team: player.team },
      token,
      quiz: { title: quiz.title, questions: playOrder.length },
      names: settings.names,
      page: this.#hasPage,
    });
  }
}

/** The hash of a move code, and until when it is valid, in milliseconds of the server's clock. */
interface StoredMoveCode {
  readonly codeHash: string;
  readonly expiresAt: number;
}

/** The move codes of all seats, at most one for each. */
class MoveCodes {
  readonly #byPlayer = new Map<string, StoredMoveCode>();
  readonly #players = new Map<string, string>();

  set(player: string, stored: StoredMoveCode): void {
    this.delete(player);
    this.#byPlayer.set(player, stored);
    this.#players.set(stored.codeHash, player);
  }

  /** Returns the id of the player whose code has this hash; undefined if it is not valid now. */
  playerOf(codeHash: string, now: number): string | undefined {
    const player = this.#players.get(codeHash) ?? '';
    const isValid = now < (this.#byPlayer.get(player)?.expiresAt ?? 0);
    return isValid ? player : undefined;
  }

  delete(player: string): void {
    const stored = this.#byPlayer.get(player);
    if (stored) this.#players.delete(stored.codeHash);
    this.#byPlayer.delete(player);
  }

  clear(): void {
    this.#byPlayer.clear();
    this.#players.clear();
  }
}

/** Hashes a move code, as typed. Looking up the hash takes the same time for every wrong code. */
function hashCode(typed: string): string {
  return hashToken(parseMoveCode(typed) ?? '');
}
