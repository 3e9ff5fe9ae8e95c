import { isIPv6 } from 'node:net';

/** Lets `perSecond` things a second through for long, and `capacity` at once. Times are in milliseconds. */
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

  /** Takes a token; false where there is none. */
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

/** Above this many networks, those that have nothing to answer for are forgotten. */
const REMEMBERED_NETWORKS = 1000;

/** A bucket for each network that something was counted for. */
export class NetworkBuckets<Bucket extends TokenBucket> {
  readonly #make: (now: number) => Bucket;
  readonly #byNetwork = new Map<string, Bucket>();

  /** @param make A new bucket, which is full. */
  constructor(make: (now: number) => Bucket) {
    this.#make = make;
  }

  /** The bucket of an address's network; undefined where there is none, which is as good as a full one. */
  find(address: string): Bucket | undefined {
    return this.#byNetwork.get(networkOf(address));
  }

  /** Counts something for an address. */
  count(address: string, now: number): void {
    if (this.#byNetwork.size >= REMEMBERED_NETWORKS) this.#forget(now);
    const network = networkOf(address);
    const bucket = this.#byNetwork.get(network) ?? this.#make(now);
    bucket.take(now);
    this.#byNetwork.set(network, bucket);
  }

  #forget(now: number): void {
    for (const [network, bucket] of this.#byNetwork) {
      if (bucket.isFull(now)) this.#byNetwork.delete(network);
    }
  }
}

/** Who has one IPv6 address has the 2^64 beside it: they count as one. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::')) return address;
  const groups = address.split(':').filter((group) => group !== '');
  // "::" stands for as many zeros as are missing.
  const zeros = ':0'.repeat(8 - groups.length);
  return address.replace('::', `${zeros}:`).split(':').slice(0, 4).join(':');
}

/** Requests for nothing that an address may send at once, and how many a second from then on. A room shares one address. */
const AT_ONCE = 500;
const A_SECOND = 50;

/** Bounds how much an address may ask that comes to nothing: with tokens that nobody has, or in words that mean nothing. */
export class AddressLimit {
  readonly #requests = new NetworkBuckets((now) => new TokenBucket(AT_ONCE, A_SECOND, now));

  /** Whether requests from this address are looked at. */
  allows(address: string, now: number): boolean {
    return this.#requests.find(address)?.has(now) ?? true;
  }

  /** Counts a request that came to nothing. */
  count(address: string, now: number): void {
    this.#requests.count(address, now);
  }
}
