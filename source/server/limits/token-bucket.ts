import { isIPv6 } from 'node:net';

/** Allows bursts of `capacity` and `perSecond` on average. Times are in milliseconds. */
export class TokenBucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  #tokens: number;
  #filledAt: number;

  constructor(capacity: number, perSecond: number, now: number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#tokens = capacity;
    this.#filledAt = now;
  }

  /** Takes a token. Returns false if there is none. */
  take(now: number): boolean {
    if (!this.has(now)) return false;
    this.#tokens--;
    return true;
  }

  /** Whether there is a token to take. */
  has(now: number): boolean {
    this.#fill(now);
    return this.#tokens >= 1;
  }

  /** How long it takes until there is a token, in milliseconds; 0 if there is one. */
  waitMs(now: number): number {
    return this.has(now) ? 0 : ((1 - this.#tokens) * 1000) / this.#perSecond;
  }

  isFull(now: number): boolean {
    this.#fill(now);
    return this.#tokens >= this.#capacity;
  }

  #fill(now: number): void {
    const gained = (Math.max(0, now - this.#filledAt) * this.#perSecond) / 1000;
    this.#tokens = Math.min(this.#capacity, this.#tokens + gained);
    this.#filledAt = Math.max(this.#filledAt, now);
  }
}

/** From this many networks on, those with full buckets are forgotten. */
const MAX_NETWORKS = 1000;

/** A bucket per network, created when something is first counted for it. */
export class NetworkBuckets<Bucket extends TokenBucket> {
  readonly #create: (now: number) => Bucket;
  readonly #prefix: NetworkPrefix;
  readonly #byNetwork = new Map<string, Bucket>();

  /**
   * @param create Creates a full bucket.
   * @param prefix The size of an IPv6 network.
   */
  constructor(create: (now: number) => Bucket, prefix: NetworkPrefix = 64) {
    this.#create = create;
    this.#prefix = prefix;
  }

  /** Returns the bucket of an address's network; undefined counts as full. */
  find(address: string): Bucket | undefined {
    return this.#byNetwork.get(networkOf(address, this.#prefix));
  }

  /** Takes a token from the bucket of an address's network. */
  count(address: string, now: number): void {
    if (this.#byNetwork.size >= MAX_NETWORKS) this.#forgetFull(now);
    const network = networkOf(address, this.#prefix);
    const bucket = this.#byNetwork.get(network) ?? this.#create(now);
    bucket.take(now);
    this.#byNetwork.set(network, bucket);
  }

  #forgetFull(now: number): void {
    for (const [network, bucket] of this.#byNetwork) {
      if (bucket.isFull(now)) this.#byNetwork.delete(network);
    }
  }
}

/** The prefix length of an IPv6 network, in bits: a /64 is the smallest that people have, a /48 what providers give to a site. */
export type NetworkPrefix = 48 | 64;

/**
 * Returns the network of an IP address: an IPv4 address itself, also if it is written as IPv6, and the /64 or /48 of an IPv6 address,
 * because a client with one of its addresses has them all.
 */
export function networkOf(address: string, prefix: NetworkPrefix = 64): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address) || address.startsWith('::')) return address;
  const groups = address.split(':').filter((group) => group !== '');
  // "::" stands for the missing groups, which are zeros.
  const zeros = ':0'.repeat(8 - groups.length);
  const complete = address.toLowerCase().replace('::', `${zeros}:`).split(':');
  const network = complete.slice(0, prefix / 16).map((group) => group.replace(/^0+(?=.)/u, ''));
  return `${network.join(':')}::/${prefix}`;
}

/** Invalid requests that a network may send at once, and per second from then on. A whole room may share one address. */
const INVALID_REQUEST_BURST = 500;
const INVALID_REQUESTS_PER_SECOND = 50;

/** Limits requests with unknown tokens and requests that cannot be parsed, by network. */
export class InvalidRequestLimit {
  readonly #requests = new NetworkBuckets(
    (now) => new TokenBucket(INVALID_REQUEST_BURST, INVALID_REQUESTS_PER_SECOND, now),
  );

  /** Whether the server still handles such requests from this address. */
  allows(address: string, now: number): boolean {
    return this.#requests.find(address)?.has(now) ?? true;
  }

  count(address: string, now: number): void {
    this.#requests.count(address, now);
  }
}
