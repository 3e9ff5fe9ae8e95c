import { NetworkBuckets } from './network-buckets.ts';
import { TokenBucket } from './token-bucket.ts';

/** Wrong PINs that an address may send at once, and how many a second from then on, before its tries are slowed down. */
const FAILURES = 20;
const FAILURES_A_SECOND = 0.5;

/** How far apart the tries of a slowed-down address are looked at: 5 a second makes 55 hours for a million PINs. */
const TRY_EVERY_MS = 200;

/** A slowed-down try waits this long at most; beyond that it is refused, and may be repeated. */
const LONGEST_WAIT_MS = 4000;

/** An address that has sent wrong PINs: its bucket holds those that it may still send. */
class Suspect extends TokenBucket {
  /** When the last try that waits is looked at. */
  busyUntil = 0;
}

/**
 * Makes guessing PINs slow without shutting anybody out: a room shares one address, so an address with many wrong PINs is
 * answered more slowly, the right PIN too, and never banned.
 */
export class PinGuard {
  readonly #suspects = new NetworkBuckets((now) => new Suspect(FAILURES, FAILURES_A_SECOND, now));

  /**
   * How long a try from this address has to wait before its PIN is looked at, in milliseconds, mostly 0; null where so
   * many wait already that it is refused.
   */
  waitMs(address: string, now: number): number | null {
    const suspect = this.#suspects.find(address);
    if (!suspect || suspect.has(now)) return 0;
    const lookedAt = Math.max(now, suspect.busyUntil) + TRY_EVERY_MS;
    if (lookedAt - now > LONGEST_WAIT_MS) return null;
    suspect.busyUntil = lookedAt;
    return lookedAt - now;
  }

  /** Counts a wrong PIN from this address. */
  failed(address: string, now: number): void {
    this.#suspects.count(address, now);
  }
}
