import { NetworkBuckets } from './network-buckets.ts';
import { TokenBucket } from './token-bucket.ts';

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
