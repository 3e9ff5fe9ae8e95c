import { networkOf } from './pin-guard.ts';
import { TokenBucket } from './token-bucket.ts';

/** Requests for nothing that an address may send at once, and how many a second from then on. A room shares one address. */
const AT_ONCE = 500;
const A_SECOND = 50;

/** Above this many addresses, those that have nothing to answer for are forgotten. */
const REMEMBERED_ADDRESSES = 1000;

/** Bounds how much an address may ask that comes to nothing: with tokens that nobody has, or in words that mean nothing. */
export class AddressLimit {
  readonly #buckets = new Map<string, TokenBucket>();

  /** Whether requests from this address are looked at. */
  allows(address: string, now: number): boolean {
    return this.#buckets.get(networkOf(address))?.has(now) ?? true;
  }

  /** Counts a request that came to nothing. */
  count(address: string, now: number): void {
    if (this.#buckets.size >= REMEMBERED_ADDRESSES) this.#forget(now);
    const network = networkOf(address);
    const bucket = this.#buckets.get(network) ?? new TokenBucket(AT_ONCE, A_SECOND, now);
    bucket.take(now);
    this.#buckets.set(network, bucket);
  }

  #forget(now: number): void {
    for (const [network, bucket] of this.#buckets) {
      if (bucket.isFull(now)) this.#buckets.delete(network);
    }
  }
}
