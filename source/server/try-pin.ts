import type { Clock } from './clock.ts';
import type { PinGuard } from './pin-guard.ts';

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
