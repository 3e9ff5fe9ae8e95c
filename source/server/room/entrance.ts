import { nanoid } from 'nanoid';
import type { Clock } from '../../clock.ts';
import type { PlayerCommand, Timed } from '../../game/commands.ts';
import type { Decision, PlayerRejection } from '../../game/decision.ts';
import type { GameEvent } from '../../game/events.ts';
import type { Game, Player } from '../../game/game.ts';
import { PROTOCOL, VERSION } from '../../protocol/endpoints.ts';
import { makeToken } from '../../protocol/token.ts';
import { type Connection, type EncodedMessage, encode } from '../connection.ts';
import { type OnTurn, type SeatClient, SeatLimit } from '../limits/seat-limit.ts';
import type { Seat } from './seat.ts';
import { type Seats, hashToken } from './seats.ts';

/** The details that a joining player sends. */
export interface JoinDetails {
  readonly name?: string | undefined;
  readonly team?: string | undefined;
  /** Default: the room makes one. */
  readonly token?: string | undefined;
}

/** A client that wants a seat. */
export interface SeatRequest extends SeatClient {
  readonly type: 'join' | 'resume' | 'watch';
  readonly token?: string | undefined;
}

/** A seat, or why there is none. */
export type JoinResult =
  | { readonly ok: true; readonly seat: Seat; readonly isNew: boolean }
  | { readonly ok: false; readonly rejection: PlayerRejection };

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
  readonly #limit: SeatLimit;
  #isClosed = false;

  constructor(clock: Clock, seats: Seats, hooks: EntranceHooks) {
    this.#clock = clock;
    this.#seats = seats;
    this.#hooks = hooks;
    this.#limit = new SeatLimit(clock, () => hooks.onLimit());
  }

  /** Returns whether a player of this game has the token with this hash. */
  hasPlayer(tokenHash: string): boolean {
    return this.#game.playersByToken.has(tokenHash);
  }

  /**
   * Calls `onTurn` once a client may take its seat: at once, unless its network has taken many. Returning players do not wait,
   * unless they return again and again. Returns a function that cancels the wait, or null if there is none.
   */
  waitForTurn({ type, token, ...client }: SeatRequest, onTurn: OnTurn): (() => void) | null {
    const player = token === undefined ? undefined : this.#game.playersByToken.get(hashToken(token));
    const isFree = player ? this.#seats.mayReturn(player.id, this.#clock.now()) : type === 'resume';
    if (!isFree) return this.#limit.waitForTurn(client, onTurn);
    onTurn(null);
    return null;
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
    this.#limit.stop();
  }

  get #game(): Game {
    return this.#hooks.game();
  }

  #seatPlayer(
    connection: Connection,
    { token, tokenHash }: { readonly token: string; readonly tokenHash: string },
    events: readonly GameEvent[],
  ): JoinResult {
    const player = this.#game.playersByToken.get(tokenHash);
    if (!player) return { ok: false, rejection: 'unknown-token' };
    const seat = this.#seats.seatPlayer(player.id, connection, this.#welcome(player, token));
    const isNew = events.some(({ type }) => type === 'player-joined');
    const isReturn = events.length > 0 && !isNew;
    if (isNew || (isReturn && !seat.returns.take(this.#clock.now()))) this.#limit.count(connection.address);
    return { ok: true, seat, isNew };
  }

  #welcome(player: Player | null, token: string | null): EncodedMessage {
    const { quiz, playOrder } = this.#game;
    return encode({
      type: 'welcome',
      protocol: PROTOCOL,
      version: VERSION,
      now: this.#clock.now(),
      player: player && { id: player.id, name: player.name, team: player.team },
      token,
      quiz: { title: quiz.title, questions: playOrder.length },
    });
  }
}
