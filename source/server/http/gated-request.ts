import { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '../../clock.ts';
import { TokenBucket } from '../limits/token-bucket.ts';

/**
 * Requests that a connection may send within one turn of the event loop. Browsers, proxies and the game's own client wait for
 * each response before they send the next request, so that more than one is rare.
 */
const MAX_REQUESTS_PER_TURN = 4;

/** Requests on one connection: at once, and per second from then on. A proxy may share a connection between many players. */
const REQUEST_BURST = 300;
const REQUESTS_PER_SECOND = 100;

/** Why Node stops at a request instead of serving it: it has no length, or there are too many on its connection. */
type Refusal = 411 | 429;

/** Limits the requests on one connection. */
export class RequestGate {
  readonly #clock: Clock;
  readonly #requests: TokenBucket | null;
  #inThisTurn = 0;

  /** @param isShared Whether the connection belongs to a trusted proxy, so that its rate depends on the number of players. */
  constructor(clock: Clock, isShared: boolean) {
    this.#clock = clock;
    this.#requests = isShared ? null : new TokenBucket(REQUEST_BURST, REQUESTS_PER_SECOND, clock.now());
  }

  /** Counts a request. Returns whether it is within the limits. */
  admits(): boolean {
    if (this.#inThisTurn++ === 0) this.#clock.soon(() => (this.#inThisTurn = 0));
    if (this.#inThisTurn > MAX_REQUESTS_PER_TURN) return false;
    return this.#requests?.take(this.#clock.now()) ?? true;
  }
}

const gates = new WeakMap<Duplex, RequestGate>();

/** Applies a gate to all requests on a connection. Null: there will be no more requests. */
export function limitRequests(connection: Duplex, gate: RequestGate | null): void {
  if (gate) gates.set(connection, gate);
  else gates.delete(connection);
}

/**
 * A request that Node serves only if the gate admits it. Node's parser handles everything that was read at once in one turn of
 * the event loop, which can be thousands of requests or of chunks of a body. It stops only at an upgrade, so a refused request
 * passes for one, and reaches the `upgrade` listeners. What follows it is not parsed.
 *
 * Other upgrades than to WebSocket are ignored, as servers may (RFC 9110, 7.8): clients that prefer HTTP/2 add `h2c` to ordinary
 * requests.
 */
export class GatedRequest extends IncomingMessage {
  declare private hasUpgrade: boolean | null;
  declare private gateResult: Refusal | 'admitted' | undefined;

  /** The status with which to refuse this request, or null if it may be served. */
  get refusal(): Refusal | null {
    this.gateResult ??= this.#pass();
    return this.gateResult === 'admitted' ? null : this.gateResult;
  }

  get upgrade(): boolean {
    if (this.refusal !== null) return true;
    // CONNECT requests have no such header. Nothing listens for them, so Node closes them.
    const { upgrade = WEBSOCKET } = this.headers;
    return this.hasUpgrade === true && upgrade.toLowerCase() === WEBSOCKET;
  }

  /** Node's parser sets this before the headers are known, and reads it afterwards. */
  set upgrade(hasUpgrade: boolean | null) {
    this.hasUpgrade = hasUpgrade;
  }

  #pass(): Refusal | 'admitted' {
    if (gates.get(this.socket)?.admits() === false) return 429;
    return this.headers['transfer-encoding'] === undefined ? 'admitted' : 411;
  }
}

const WEBSOCKET = 'websocket';
