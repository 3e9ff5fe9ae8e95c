import type { Clock } from '../../clock.ts';
import { NetworkBuckets, TokenBucket } from './token-bucket.ts';

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

/** A PIN that somebody tries. */
export interface PinTry {
  readonly pin: string;
  readonly rightPin: string;
  /** Where it comes from. */
  readonly address: string;
}

/** Why a PIN was not good: it is another one, or too many wait already to be looked at. */
export type PinRejection = 'wrong-pin' | 'rate-limited';

/**
 * Looks at a PIN: at once, or after a while where many wrong ones came from the same address. Returns what calls that off
 * while it waits, null where it does not.
 *
 * @param onLooked Is told why the PIN was not good, null where it was; called once, unless the try is called off.
 */
export function tryPin(
  guard: PinGuard,
  clock: Clock,
  { pin, rightPin, address }: PinTry,
  onLooked: (rejection: PinRejection | null) => void,
): (() => void) | null {
  const look = () => {
    if (pin === rightPin) return onLooked(null);
    guard.failed(address, clock.now());
    onLooked('wrong-pin');
  };
  const waitMs = guard.waitMs(address, clock.now());
  if (waitMs !== null && waitMs > 0) return clock.after(waitMs, look);
  if (waitMs === null) onLooked('rate-limited');
  else look();
  return null;
}
