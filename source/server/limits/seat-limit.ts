import type { Clock } from '../../clock.ts';
import { NetworkBuckets, TokenBucket } from './token-bucket.ts';

/**
 * New seats that an address (IPv6: a /48) may take at once, and per second from then on. A whole conference may share one address,
 * and a single person can have all 65,536 networks of a /48.
 */
const NEW_SEAT_BURST = 1500;
const NEW_SEATS_PER_SECOND = 20;

/** The longest that a client waits for its turn, in milliseconds. A client that would wait longer is rejected, and may try again. */
const MAX_WAIT_MS = 4000;

const TURN_INTERVAL_MS = 1000 / NEW_SEATS_PER_SECOND;
const MAX_WAITING = MAX_WAIT_MS / TURN_INTERVAL_MS;

/** Returns to a seat that do not count against the network: at once, and per second from then on. */
const RETURN_BURST = 10;
const RETURNS_PER_SECOND = 0.1;

/** Creates the bucket of a seat's own returns. */
export function returnBucket(): TokenBucket {
  return new TokenBucket(RETURN_BURST, RETURNS_PER_SECOND, 0);
}

/** A client that wants a seat. */
export interface SeatClient {
  /** The IP address. */
  readonly address: string;
  /** The client's end of the connection. Each can wait for one seat. */
  readonly connection: object;
}

/** Gets null when it is the client's turn, or why it is rejected: too many clients of its network are waiting. */
export type OnTurn = (rejection: 'rate-limited' | null) => void;

/** The seats that a network may still take. */
class SeatBucket extends TokenBucket {
  /** The clients that wait, by their connections, in the order of their turns. */
  readonly queue = new Map<object, OnTurn>();
}

/**
 * Limits how fast a network takes seats, because each costs memory and a line of the journal, even once its player is gone.
 * Beyond the limit, the clients of that network queue. Other networks are not affected.
 */
export class SeatLimit {
  readonly #clock: Clock;
  readonly #onLimit: () => void;
  readonly #seats = new NetworkBuckets(
    (now) => new SeatBucket(NEW_SEAT_BURST, NEW_SEATS_PER_SECOND, now),
    48,
  );
  /** The networks whose clients get their turns one by one. */
  readonly #waiting = new Set<SeatBucket>();

  /** @param onLimit Called whenever a client has to wait or is rejected. */
  constructor(clock: Clock, onLimit: () => void) {
    this.#clock = clock;
    this.#onLimit = onLimit;
  }

  /**
   * Calls `onTurn` once, now or later. Returns a function that gives up the place in the queue, or null if the client has none.
   */
  waitForTurn({ address, connection }: SeatClient, onTurn: OnTurn): (() => void) | null {
    const bucket = this.#seats.find(address);
    if (!bucket || (bucket.queue.size === 0 && bucket.has(this.#clock.now()))) {
      onTurn(null);
      return null;
    }
    this.#onLimit();
    const { queue } = bucket;
    if (queue.size >= MAX_WAITING || queue.has(connection)) {
      onTurn('rate-limited');
      return null;
    }
    queue.set(connection, onTurn);
    this.#serveLater(bucket);
    return () => {
      if (queue.get(connection) === onTurn) queue.delete(connection);
    };
  }

  /** Counts a seat that a client from this address has taken. */
  count(address: string): void {
    this.#seats.count(address, this.#clock.now());
  }

  /** Gives everybody in the queue a turn now. */
  stop(): void {
    for (const { queue } of this.#waiting) for (const connection of queue.keys()) giveTurn(queue, connection);
  }

  #serveLater(bucket: SeatBucket): void {
    if (this.#waiting.has(bucket)) return;
    this.#waiting.add(bucket);
    this.#clock.after(TURN_INTERVAL_MS, () => {
      this.#waiting.delete(bucket);
      const [first] = bucket.queue.keys();
      if (first && bucket.has(this.#clock.now())) giveTurn(bucket.queue, first);
      if (bucket.queue.size > 0) this.#serveLater(bucket);
    });
  }
}

function giveTurn(queue: SeatBucket['queue'], connection: object): void {
  const onTurn = queue.get(connection);
  queue.delete(connection);
  onTurn?.(null);
}
