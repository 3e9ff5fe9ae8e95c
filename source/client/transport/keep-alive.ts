import type { Clock } from '../../clock.ts';

/** How often a connection is checked, in milliseconds. */
const CHECK_INTERVAL_MS = 1000;

/** How often a connection is pinged to measure its round trip, in milliseconds. */
const PING_INTERVAL_MS = 5000;

/** The server responds to pings, and sends its own: a connection that is silent for this long is dead, in milliseconds. */
const MAX_SILENCE_MS = 15_000;

/** How long a connection may take to prove that it still works after a sleep, in milliseconds. */
const CHECK_TIMEOUT_MS = 4000;

/** A check that is later than this, in milliseconds, means that the machine has slept, or that a browser has slowed down a hidden page. */
const MAX_LATENESS_MS = 3000;

/** The close code of a connection that broke without a close frame. */
const ABNORMAL_CLOSURE = 1006;

export interface KeepAliveSocket {
  on(event: 'open' | 'ping' | 'message', listener: () => void): unknown;
  on(event: 'pong', listener: (payload: { toString(): string }) => void): unknown;
  on(event: 'close', listener: (code: number) => void): unknown;
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

  /**
   * Pings a new connection as soon as it opens, then regularly until it ends.
   *
   * @param onRoundTrip Called for each pong.
   * @returns A function that terminates the connection within seconds unless it proves that it still works.
   */
  attach(socket: KeepAliveSocket, onRoundTrip: (ms: number) => void): () => void {
    const clock = this.#clock;
    const pings = new Pings(socket, clock);
    let lastActivityAt = clock.now();
    let deadAt = Infinity;
    let cancelCheck: (() => void) | undefined;
    const onActivity = () => {
      lastActivityAt = clock.now();
      deadAt = lastActivityAt + MAX_SILENCE_MS;
    };
    const prove = () => {
      deadAt = clock.now() + CHECK_TIMEOUT_MS;
      pings.send();
    };
    const checkBy = (dueAt: number) => {
      cancelCheck = clock.after(dueAt - clock.now(), () => {
        const now = clock.now();
        checkBy(now + CHECK_INTERVAL_MS);
        // Silence while nothing ran says nothing about the connection.
        if (now - dueAt > MAX_LATENESS_MS) prove();
        else if (now >= deadAt) socket.terminate();
        else if (pings.idleMs >= this.#pingIntervalMs) pings.send();
      });
    };
    socket.on('open', () => {
      onActivity();
      if (this.#wasLostWhileIdle) this.#pingIntervalMs = CHECK_INTERVAL_MS;
      checkBy(clock.now() + CHECK_INTERVAL_MS);
      pings.send();
    });
    socket.on('ping', onActivity);
    socket.on('pong', (payload) => {
      onActivity();
      const roundTripMs = pings.onPong(payload.toString());
      if (roundTripMs !== undefined) onRoundTrip(roundTripMs);
    });
    socket.on('message', onActivity);
    socket.on('close', (code) => {
      cancelCheck?.();
      const idleMs = clock.now() - lastActivityAt;
      const wasIdle = idleMs > CHECK_INTERVAL_MS && idleMs < MAX_SILENCE_MS;
      this.#wasLostWhileIdle = cancelCheck !== undefined && code === ABNORMAL_CLOSURE && wasIdle;
    });
    return () => {
      if (cancelCheck) prove();
    };
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
