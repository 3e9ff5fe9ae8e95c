import type { ConnectionFailure } from './player-seat.ts';
import { backoffMs } from './transport/delays.ts';
import type { Connection, Transport, TransportFailure, TransportName } from './transport/transport.ts';
import type { Clock } from '../clock.ts';
import type { ClientMessage } from '../protocol/client-message.ts';
import { RESUME_WITHIN_MS } from '../protocol/endpoints.ts';
import {
  type Bye,
  type Rejected,
  type ServerMessage,
  type Welcome,
  parseServerMessage,
} from '../protocol/server-message.ts';

/** How long to keep reconnecting to a game whose stage was seen before, in milliseconds. */
const RECONNECT_FOR_MS = 5 * 60_000;

/** A connection that breaks within this time after its first stage counts as a failed attempt, in milliseconds. */
const STABLE_AFTER_MS = 5000;

/** How long to wait before looking again whether the client's own game is back, while another one is there, in milliseconds. */
const OTHER_GAME_RETRY_MS = 30_000;

/** Connection attempts before the first stage; after that, show the error. */
const FIRST_ATTEMPTS = 3;

export interface GameClientOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

/** A message that does not end the game. */
export type GameMessage = Exclude<ServerMessage, Bye>;

export interface GameClientHandlers {
  /** A connection is open, or another transport has taken over: the client has to join, resume or watch on it. */
  onOpen(transport: TransportName): void;
  onMessage(message: GameMessage): void;
  /** See `ConnectionHandlers`. */
  onRoundTrip?(ms: number): void;
  /** The server is too busy to let the client in for the first time. The client tries again by itself. */
  onBusy(rejection: Rejected): void;
  /** The connection was lost after the welcome, and the client is reconnecting. */
  onDisconnect(): void;
  /** The host has closed the game, and may resume it: the client keeps reconnecting. */
  onHostLeft(bye: Bye): void;
  /**
   * Another game is at the address. The client keeps looking for its own.
   *
   * @param end Why its own game has stopped, as far as known.
   */
  onOtherGame(end: Bye | ConnectionFailure): void;
  /** The client's own game is at the address, but no longer has its seat, or has another PIN. The client gives up. */
  onShutOut(end: ConnectionFailure): void;
  /** The game is over for this client: by a goodbye, because it cannot connect, or because it is rejected. */
  onEnd(end: Bye | ConnectionFailure): void;
}

/** Keeps up a connection to a game: reconnects, follows the server's clock, and drops views that are out of date. */
export class GameClient {
  readonly #options: GameClientOptions;
  readonly #handlers: GameClientHandlers;
  #connection: Connection | null = null;
  /** Whether to stay connected. */
  #isActive = false;
  /** Whether there was a welcome, on any connection and on the current one. */
  #wasWelcomed = false;
  #isWelcomed = false;
  /** Whether there was a stage on any connection. */
  #hasSeenStage = false;
  /** The id of the room that the client belongs to; null before it is known. */
  #room: string | null = null;
  #failedAttempts = 0;
  /** Connections lost since the server last said that it is too busy. */
  #lostConnections = 0;
  /** When the first stage arrived over this connection; null until then. */
  #stageAt: number | null = null;
  /** When the last connection that brought a stage was lost; null while it is open. */
  #lostAt: number | null = null;
  /** When the device last woke up. */
  #wokeAt = -Infinity;
  /** The host's goodbye; null unless the client is waiting for the game to resume. */
  #hostLeft: Bye | null = null;
  #cancelRetry: () => void = () => undefined;
  /** How far the server's clock is ahead of ours, in milliseconds; null until a message tells. */
  #clockOffsetMs: number | null = null;
  /** The newest version of each view on this connection. */
  readonly #versions = new Map<ServerMessage['type'], number>();

  constructor(options: GameClientOptions, handlers: GameClientHandlers) {
    this.#options = options;
    this.#handlers = handlers;
  }

  /** The best estimate of the server's clock, in milliseconds. */
  now(): number {
    return this.#options.clock.now() + (this.#clockOffsetMs ?? 0);
  }

  /**
   * Connects at once, instead of any current connection.
   *
   * @param room The id of the client's room, if it has been in one before.
   */
  connect(room?: string): void {
    this.#room = room ?? null;
    this.#isActive = true;
    this.#failedAttempts = 0;
    this.#lostConnections = 0;
    this.#openConnection();
  }

  /**
   * Reconnects at once, or checks that the connection still works, because the device has woken up or changed its network. The time that
   * it slept does not count towards giving up. Has no effect before `connect` and after `close`.
   */
  wake(): void {
    if (!this.#isActive) return;
    this.#wokeAt = this.#options.clock.now();
    this.#failedAttempts = 0;
    if (this.#isWelcomed) this.#connection?.check?.();
    else if (this.#wasWelcomed || !this.#connection) this.#openConnection();
  }

  send(message: ClientMessage): void {
    this.#connection?.send(message);
  }

  /** Closes the connection and stops reconnecting. */
  close(): void {
    this.#isActive = false;
    this.#dropConnection();
  }

  #dropConnection(): void {
    this.#cancelRetry();
    this.#connection?.close();
    this.#connection = null;
  }

  /** Waits longer after each attempt, even if a server lets the client in and drops it at once. */
  #retryLater(): void {
    this.#dropConnection();
    const { clock, random } = this.#options;
    if (this.#stageAt !== null && clock.now() - this.#stageAt >= STABLE_AFTER_MS) this.#failedAttempts = 0;
    const delayMs = backoffMs(this.#failedAttempts++, random());
    this.#cancelRetry = clock.after(delayMs, () => this.#openConnection());
  }

  #openConnection(): void {
    this.#dropConnection();
    this.#isWelcomed = false;
    this.#stageAt = null;
    this.#connection = this.#options.transport.connect({
      onOpen: (transport) => this.#onOpen(transport),
      onMessage: (text) => this.#receive(parseServerMessage(text)),
      onRoundTrip: (ms) => this.#handlers.onRoundTrip?.(ms),
      onClose: (failure) => this.#onClose(failure),
    });
  }

  #onOpen(transport: TransportName): void {
    this.#isWelcomed = false;
    this.#handlers.onOpen(transport);
  }

  #receive(message: ServerMessage | undefined): void {
    // Newer servers may send messages that this client does not know.
    if (!message || this.#isUnexpected(message) || this.#isOutdated(message)) return;
    if (message.type === 'rejected' && !this.#isWelcomed) return this.#onRejected(message);
    if (message.type === 'bye') return this.#onBye(message);
    if (message.type === 'welcome') this.#onWelcome(message);
    if (message.type === 'stage') this.#onStage();
    if ('now' in message) this.#adjustClock(message.now);
    this.#handlers.onMessage(message);
  }

  /** Whether a view comes before the welcome, or another welcome after it. */
  #isUnexpected({ type }: ServerMessage): boolean {
    if (type === 'rejected' || type === 'bye') return false;
    return (type === 'welcome') === this.#isWelcomed;
  }

  /** Whether a newer version has already arrived, or counts belong to another stage. */
  #isOutdated(message: ServerMessage): boolean {
    const { type } = message;
    if (type !== 'stage' && type !== 'counts' && type !== 'you') return false;
    if (type === 'counts' && message.stage !== this.#versions.get('stage')) return true;
    if (message.version <= (this.#versions.get(type) ?? -Infinity)) return true;
    this.#versions.set(type, message.version);
    return false;
  }

  /** If the server is only busy, the client tries again. Otherwise, a new client may correct its mistake, and a returning one gives up. */
  #onRejected(rejection: Rejected): void {
    const { code, message, room } = rejection;
    if (code === 'rate-limited') return this.#onBusy(rejection);
    const isLost = code === 'unknown-token' || code === 'wrong-pin';
    if (isLost && room !== undefined && room === this.#room) {
      this.close();
      return this.#handlers.onShutOut({ type: 'failure', message: SHUT_OUT[code] });
    }
    if (!this.#wasWelcomed) return this.#handlers.onMessage(rejection);
    if (code === 'moved') return this.#handlers.onEnd({ type: 'bye', code, message });
    if (code === 'kicked') return this.#handlers.onEnd({ type: 'failure', message });
    if (isLost) return this.#onOtherGame();
    this.#giveUp(message);
  }

  #onOtherGame(): void {
    const { clock } = this.#options;
    this.#lostAt ??= clock.now();
    if (clock.now() - this.#lostAt > RESUME_WITHIN_MS) return this.#giveUp(OTHER_GAME);
    this.#dropConnection();
    this.#handlers.onOtherGame(this.#hostLeft ?? { type: 'failure', message: OTHER_GAME });
    this.#cancelRetry = clock.after(OTHER_GAME_RETRY_MS, () => this.#openConnection());
  }

  #onBusy(rejection: Rejected): void {
    this.#lostConnections = 0;
    if (!this.#wasWelcomed) this.#handlers.onBusy(rejection);
    this.#retryLater();
  }

  /** If the host has said goodbye, that is a better explanation than a failed reconnect. */
  #giveUp(message: string): void {
    this.#handlers.onEnd(this.#hostLeft ?? { type: 'failure', message });
  }

  #onBye(bye: Bye): void {
    if (bye.code !== 'host-left' || !this.#hasSeenStage) return this.#handlers.onEnd(bye);
    this.#hostLeft = bye;
    this.#lostAt ??= this.#options.clock.now();
    this.#handlers.onHostLeft(bye);
    this.#retryLater();
  }

  /** Forgets the clock and the versions: the server may be another process than before. */
  #onWelcome({ room }: Welcome): void {
    this.#room = room;
    this.#wasWelcomed = true;
    this.#isWelcomed = true;
    if (this.#hostLeft) {
      this.#hostLeft = null;
      this.#lostAt = null;
    }
    this.#clockOffsetMs = null;
    this.#versions.clear();
  }

  /** Only a stage proves that the connection works: some proxies let the join through, and nothing after it. */
  #onStage(): void {
    this.#hasSeenStage = true;
    this.#stageAt ??= this.#options.clock.now();
    this.#lostAt = null;
  }

  /** The message with the shortest delay gives the best estimate of the server's clock. */
  #adjustClock(serverNow: number): void {
    this.#clockOffsetMs = Math.max(this.#clockOffsetMs ?? -Infinity, serverNow - this.#options.clock.now());
  }

  #onClose(failure: TransportFailure): void {
    this.#connection = null;
    this.#isWelcomed = false;
    this.#lostConnections++;
    if (this.#shouldGiveUp(failure)) return this.#giveUp(failure.message);
    if (this.#wasWelcomed && !this.#hostLeft) this.#handlers.onDisconnect();
    this.#retryLater();
  }

  #shouldGiveUp({ isFinal, isForeign = false }: TransportFailure): boolean {
    if (!this.#hasSeenStage) return isFinal || this.#lostConnections >= FIRST_ATTEMPTS;
    const now = this.#options.clock.now();
    this.#lostAt ??= now;
    if (this.#hostLeft) return isForeign || now - this.#lostAt > RESUME_WITHIN_MS;
    return now - Math.max(this.#lostAt, this.#wokeAt) > RECONNECT_FOR_MS;
  }
}

/** Why a client is shut out of its own game: players come back with their tokens, watchers with the PIN. */
const SHUT_OUT = {
  'unknown-token': 'You were removed from the game while you were away.',
  'wrong-pin': 'The game has a new PIN.',
} as const;

const OTHER_GAME = 'Your game is no longer there.';
