import { isIPv6 } from 'node:net';
import type { TokenBucket } from './token-bucket.ts';

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
