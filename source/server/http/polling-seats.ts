import type { Duplex } from 'node:stream';
import type { Clock } from '../../clock.ts';
import type { PlayerRejection } from '../../game/decision.ts';
import type { Connection } from '../connection.ts';
import { PollingConnection } from './polling-connection.ts';
import type { OpenConnections, UsedConnections } from '../limits/open-connections.ts';
import { TokenBucket } from '../limits/token-bucket.ts';
import type { JoinResult } from '../room/entrance.ts';
import type { Room } from '../room/room.ts';
import type { Seat } from '../room/seat.ts';
import { hashToken } from '../room/seats.ts';

/** Requests with one token: at once, and per second from then on. */
const REQUEST_BURST = 50;
const REQUESTS_PER_SECOND = 10;

/**
 * Watchers over HTTP at a time: more screens than anybody sets up, and few enough to update with every stage. Without a
 * limit, anyone who knows the PIN could create any number of seats, each of which stays for ten seconds.
 */
const MAX_WATCHERS = 1000;

/** Up to this many tokens are kept without checking which of them are still needed. */
const MIN_TOKENS = 1000;

/** How long the server waits for clients to fetch the goodbye, in milliseconds. Plain polling asks once a second. */
const BYE_TIMEOUT_MS = 2000;

/** A seat and its connection over HTTP. */
export interface SeatConnection {
  readonly seat: Seat;
  readonly connection: PollingConnection;
}

interface TokenState {
  readonly requests: TokenBucket;
  /** The TCP connections of its requests. */
  readonly connections: UsedConnections;
  /** Null while the seat is away, or connected over another transport. */
  current: SeatConnection | null;
}

/** The sender of a request. */
export interface Client {
  /** The IP address. */
  readonly address: string;
  readonly token: string;
}

/** Takes a seat in the room for a connection. */
export type EnterRoom = (connection: Connection) => JoinResult;

export type ConnectResult =
  | { readonly ok: true; readonly entered: SeatConnection; readonly isNew: boolean }
  | { readonly ok: false; readonly rejection: PlayerRejection | 'wrong-code' };

/** Whether a token is within its request limit; `unknown` if it has none here. */
export type RateCheck = 'within-limit' | 'too-many' | 'unknown';

/** The seats that are connected over HTTP, by their tokens. */
export class PollingSeats {
  readonly #room: Room;
  readonly #clock: Clock;
  readonly #connections: OpenConnections;
  readonly #byToken = new Map<string, TokenState>();
  readonly #watchers = new Set<SeatConnection>();
  /** The number of the game whose players have tokens here. */
  #gameNumber = 1;
  /** From this many tokens on, those without a seat are forgotten. */
  #maxTokens = MIN_TOKENS;
  /** The connections that have yet to fetch the goodbye; null until there is one. */
  #awaitingBye: Set<PollingConnection> | null = null;
  #allDelivered: () => void = () => undefined;

  constructor(room: Room, clock: Clock, connections: OpenConnections) {
    this.#room = room;
    this.#clock = clock;
    this.#connections = connections;
  }

  get isClosing(): boolean {
    return this.#awaitingBye !== null;
  }

  /** Counts a request against the limit of its token. */
  countRequest(token: string): RateCheck {
    const state = this.#byToken.get(hashToken(token));
    if (!state) return 'unknown';
    return state.requests.take(this.#clock.now()) ? 'within-limit' : 'too-many';
  }

  /** Returns the seat of a token, whose connection may be closed; null if it has none here. */
  find(token: string): SeatConnection | null {
    return this.#byToken.get(hashToken(token))?.current ?? null;
  }

  /** Keeps the TCP connection of a request open, because it carries requests of a seat. */
  keepOpen(token: string, stream: Duplex): void {
    const state = this.#byToken.get(hashToken(token));
    if (!state) return;
    if (state.current !== null && this.#watchers.has(state.current)) this.#connections.watch(stream);
    else this.#connections.use(stream, state.connections);
  }

  /** Creates a connection for a client and enters the room with it. */
  connect({ address, token }: Client, enter: EnterRoom): ConnectResult {
    this.#forgetGone();
    const key = hashToken(token);
    const connection = new PollingConnection(address, this.#clock, this.#room.eventLoop, {
      onRequest: () => this.#room.drained(entered.seat),
      onRoundTrip: (roundTripMs, wasLate) => entered.seat.clock.roundTrips.add(roundTripMs, wasLate),
      onAway: () => this.#disconnect(entered, key),
      onByeDelivered: () => this.#byeDelivered(connection),
    });
    const result = enter(connection);
    if (!result.ok) return result;
    const entered: SeatConnection = { seat: result.seat, connection };
    if (entered.seat.player === null) this.#watchers.add(entered);
    const known = this.#byToken.get(key);
    if (known) known.current = entered;
    else this.#byToken.set(key, { requests: this.#newBucket(), connections: new Set(), current: entered });
    return { ok: true, entered, isNew: result.isNew };
  }

  /** Seats a new watcher, or rejects with `full` if there are too many. */
  watch(connection: Connection, token: string): JoinResult {
    if (this.#watchers.size >= MAX_WATCHERS) return { ok: false, rejection: 'full' };
    return this.#room.entrance.watch(connection, token);
  }

  /** Gives up a seat because its player or watcher leaves. */
  leave(token: string, leaving: SeatConnection): void {
    this.#forget(hashToken(token));
    this.#watchers.delete(leaving);
    this.#room.leave(leaving.seat, leaving.connection);
    leaving.connection.abandon();
  }

  /** Resolves once all clients have fetched the goodbye that the room has sent, or after a timeout. */
  async deliverBye(): Promise<void> {
    const connections = [...this.#byToken.values()].flatMap(({ current }) => current?.connection ?? []);
    const awaitingBye = new Set(connections.filter(({ owesBye }) => owesBye));
    this.#awaitingBye = awaitingBye;
    if (awaitingBye.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(BYE_TIMEOUT_MS, resolve);
      this.#allDelivered = () => {
        cancel();
        resolve();
      };
    });
  }

  /**
   * A token stays known after its connection closes, but not after its game, and not indefinitely after its seat is gone: otherwise,
   * tokens would pile up.
   */
  #forgetGone(): void {
    const { gameNumber } = this.#room;
    if (gameNumber === this.#gameNumber && this.#byToken.size < this.#maxTokens) return;
    this.#gameNumber = gameNumber;
    for (const [key, { current }] of this.#byToken) {
      const isWatching = current !== null && this.#watchers.has(current);
      if (!isWatching && !this.#room.entrance.hasPlayer(key)) this.#forget(key);
    }
    this.#maxTokens = MIN_TOKENS + 2 * this.#byToken.size;
  }

  #forget(key: string): void {
    const state = this.#byToken.get(key);
    if (state) this.#connections.releaseAll(state.connections);
    this.#byToken.delete(key);
  }

  #byeDelivered(connection: PollingConnection): void {
    this.#awaitingBye?.delete(connection);
    if (this.#awaitingBye?.size === 0) this.#allDelivered();
  }

  #disconnect(lost: SeatConnection, key: string): void {
    const state = this.#byToken.get(key);
    if (state?.current === lost) state.current = null;
    // A watcher's seat does not outlive its connection.
    if (this.#watchers.delete(lost)) this.#forget(key);
    this.#room.disconnect(lost.seat, lost.connection);
  }

  #newBucket(): TokenBucket {
    return new TokenBucket(REQUEST_BURST, REQUESTS_PER_SECOND, this.#clock.now());
  }
}
