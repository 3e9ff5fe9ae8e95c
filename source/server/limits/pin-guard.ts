import type { Clock } from '../../clock.ts';
import { NetworkBuckets, TokenBucket } from './token-bucket.ts';

/** Wrong PINs that a network may send at once, and per second from then on, before its attempts are slowed down. */
const WRONG_PIN_BURST = 20;
const WRONG_PINS_PER_SECOND = 0.5;

/** The time between two checked attempts of a slowed-down network: at 5 a second, a million PINs take 55 hours. */
const ATTEMPT_INTERVAL_MS = 200;

/** The longest that a slowed-down attempt waits. Beyond that it is rejected, and may be repeated. */
const MAX_WAIT_MS = 4000;

/** The wrong PINs that a network may still send. */
class GuessBucket extends TokenBucket {
  /** When the last waiting attempt will be checked. */
  busyUntil = 0;
}

/**
 * Slows down guessing of PINs without locking anybody out: a whole room may share one address, so after many wrong PINs
 * every attempt from that network waits, even with the right PIN, but none is banned.
 */
export class PinGuard {
  readonly #guesses = new NetworkBuckets(
    (now) => new GuessBucket(WRONG_PIN_BURST, WRONG_PINS_PER_SECOND, now),
  );

  /**
   * Returns how long an attempt from this address waits before its PIN is checked, in milliseconds, usually 0; null if it
   * is rejected because too many are waiting already.
   */
  waitMs(address: string, now: number): number | null {
    const bucket = this.#guesses.find(address);
    if (!bucket || bucket.has(now)) return 0;
    const checkAt = Math.max(now, bucket.busyUntil) + ATTEMPT_INTERVAL_MS;
    if (checkAt - now > MAX_WAIT_MS) return null;
    bucket.busyUntil = checkAt;
    return checkAt - now;
  }

  countWrongPin(address: string, now: number): void {
    this.#guesses.count(address, now);
  }
}

export interface PinAttempt {
  readonly pin: string;
  readonly expectedPin: string;
  /** The IP address that it comes from. */
  readonly address: string;
}

/** Why an attempt is rejected: the PIN is wrong, or too many attempts are waiting already. */
export type PinRejection = 'wrong-pin' | 'rate-limited';

/**
 * Checks a PIN, at once or after a wait. Returns a function that cancels the wait, or null if there is none.
 *
 * @param onChecked Gets the rejection, or null if the PIN is right. Called once, unless the attempt is cancelled.
 */
export function checkPin(
  guard: PinGuard,
  clock: Clock,
  { pin, expectedPin, address }: PinAttempt,
  onChecked: (rejection: PinRejection | null) => void,
): (() => void) | null {
  const check = () => {
    if (pin === expectedPin) return onChecked(null);
    guard.countWrongPin(address, clock.now());
    onChecked('wrong-pin');
  };
  const waitMs = guard.waitMs(address, clock.now());
  if (waitMs !== null && waitMs > 0) return clock.after(waitMs, check);
  if (waitMs === null) onChecked('rate-limited');
  else check();
  return null;
}
