import type { EventEmitter } from 'node:events';
import type { Clock } from '../../clock.ts';

/** How often a connection is checked, in milliseconds. */
const CHECK_INTERVAL_MS = 1000;

/** How often a connection is pinged to measure its round trip, in milliseconds. */
const PING_INTERVAL_MS = 5000;

/** The server responds to pings, and sends its own: a connection that is silent for this long is dead, in milliseconds. */
const MAX_SILENCE_MS = 15_000;

/** The close code of a connection that broke without a close frame. */
const ABNORMAL_CLOSURE = 1006;

interface KeepAliveSocket extends EventEmitter {
  ping(payload: string): void;
  terminate(): void;
}

/**
 * Detects dead connections, keeps idle ones open, and measures their round trips with pings. A proxy or router on the way may drop
 * idle connections sooner than the next ping: once that has happened, the following connections ping more often.
 */
export class KeepAlive {
  readonly #clock: Clock;
  #pingIntervalMs = PING_INTERVAL_MS;
  /**
   * Whether the last connection was lost while idle. If the next one opens, a proxy or router has dropped the last one;
   * otherwise the server is gone.
   */
  #wasLostWhileIdle = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Pings a new connection as soon as it opens, then regularly until it ends. @param onRoundTrip Called for each pong. */
  attach(socket: KeepAliveSocket, onRoundTrip: (ms: number) => void): void {
    let lastActivityAt = this.#clock.now();
    let cancelCheck: (() => void) | undefined;
    const onActivity = () => {
      lastActivityAt = this.#clock.now();
    };
    const idleMs = () => this.#clock.now() - lastActivityAt;
    const pings = new Pings(socket, this.#clock);
    const check = () => {
      cancelCheck = this.#clock.after(CHECK_INTERVAL_MS, check);
      if (idleMs() >= MAX_SILENCE_MS) socket.terminate();
      else if (pings.idleMs >= this.#pingIntervalMs) pings.send();
    };
    socket.on('open', () => {
      onActivity();
      if (this.#wasLostWhileIdle) this.#pingIntervalMs = CHECK_INTERVAL_MS;
      cancelCheck = this.#clock.after(CHECK_INTERVAL_MS, check);
      pings.send();
    });
    socket.on('ping', onActivity);
    socket.on('pong', (payload: Buffer) => {
      onActivity();
      const roundTripMs = pings.onPong(payload.toString());
      if (roundTripMs !== undefined) onRoundTrip(roundTripMs);
    });
    socket.on('message', onActivity);
    socket.on('close', (code: number) => {
      cancelCheck?.();
      const wasIdle = idleMs() > CHECK_INTERVAL_MS && idleMs() < MAX_SILENCE_MS;
      this.#wasLostWhileIdle = cancelCheck !== undefined && code === ABNORMAL_CLOSURE && wasIdle;
    });
  }
}

/** The pings on one connection. Each carries a number, which tells their pongs apart. */
class Pings {
  readonly #socket: KeepAliveSocket;
  readonly #clock: Clock;
  /** When each ping without a pong was sent, by its number. */
  readonly #sentAt = new Map<string, number>();
  #count = 0;
  #lastSentAt = 0;

  constructor(socket: KeepAliveSocket, clock: Clock) {
    this.#socket = socket;
    this.#clock = clock;
  }

  /** The time since the last ping, in milliseconds. */
  get idleMs(): number {
    return this.#clock.now() - this.#lastSentAt;
  }

  send(): void {
    const payload = String(this.#count++);
    this.#lastSentAt = this.#clock.now();
    this.#sentAt.set(payload, this.#lastSentAt);
    this.#socket.ping(payload);
  }

  /** Returns the round trip in milliseconds; undefined for an unsolicited pong. */
  onPong(payload: string): number | undefined {
    const sentAt = this.#sentAt.get(payload);
    if (sentAt === undefined) return undefined;
    // Endpoints may answer only the newest ping (RFC 6455, section 5.5.3).
    for (const [sent] of this.#sentAt) {
      this.#sentAt.delete(sent);
      if (sent === payload) break;
    }
    return this.#clock.now() - sentAt;
  }
}
