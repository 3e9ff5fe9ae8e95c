import { isIPv6 } from 'node:net';
import { TokenBucket } from './token-bucket.ts';

/** Wrong PINs that an address may send at once, and how many a second from then on, before its tries are slowed down. */
const FAILURES = 20;
const FAILURES_A_SECOND = 0.5;

/** How far apart the tries of a slowed-down address are looked at: 5 a second makes 55 hours for a million PINs. */
const TRY_EVERY_MS = 200;

/** A slowed-down try waits this long at most; beyond that it is refused, and may be repeated. */
const LONGEST_WAIT_MS = 4000;

/** Above this many addresses, those that have nothing to answer for are forgotten. */
const REMEMBERED_ADDRESSES = 1000;

interface Suspect {
  readonly failures: TokenBucket;
  /** When the last try that waits is looked at. */
  busyUntil: number;
}

/**
 * Makes guessing PINs slow without shutting anybody out: a room shares one address, so an address with many wrong PINs is
 * answered more slowly, the right PIN too, and never banned.
 */
export class PinGuard {
  readonly #suspects = new Map<string, Suspect>();

  /**
   * How long a try from this address has to wait before its PIN is looked at, in milliseconds, mostly 0; null where so
   * many wait already that it is refused.
   */
  waitMs(address: string, now: number): number | null {
    const suspect = this.#suspects.get(networkOf(address));
    if (!suspect || suspect.failures.has(now)) return 0;
    const lookedAt = Math.max(now, suspect.busyUntil) + TRY_EVERY_MS;
    if (lookedAt - now > LONGEST_WAIT_MS) return null;
    suspect.busyUntil = lookedAt;
    return lookedAt - now;
  }

  /** Counts a wrong PIN from this address. */
  failed(address: string, now: number): void {
    if (this.#suspects.size >= REMEMBERED_ADDRESSES) this.#forget(now);
    const known = this.#suspects.get(networkOf(address));
    const suspect = known ?? { failures: new TokenBucket(FAILURES, FAILURES_A_SECOND, now), busyUntil: now };
    suspect.failures.take(now);
    this.#suspects.set(networkOf(address), suspect);
  }

  #forget(now: number): void {
    for (const [address, { failures }] of this.#suspects) {
      if (failures.isFull(now)) this.#suspects.delete(address);
    }
  }
}

/** Who has one IPv6 address has the 2^64 beside it: they count as one. */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::')) return address;
  const groups = address.split(':').filter((group) => group !== '');
  // "::" stands for as many zeros as are missing.
  const zeros = ':0'.repeat(8 - groups.length);
  return address.replace('::', `${zeros}:`).split(':').slice(0, 4).join(':');
}
