import { performance } from 'node:perf_hooks';

/** Time for a room: what it is, and what is to happen later. Tests bring one that they move by hand. */
export interface Clock {
  /** Milliseconds since the epoch, as read once at the start and monotonic from then on. */
  now(): number;
  /** Calls back once, `delayMs` from now or later; returns what calls it off. */
  after(delayMs: number, callback: () => void): () => void;
  /** Calls back once this turn of the event loop has handled what came in. */
  soon(callback: () => void): void;
}

/** The machine's clock. A change of the time of day while it runs is not seen. */
export function systemClock(): Clock {
  const start = Date.now() - performance.now();
  return {
    now: () => Math.round(start + performance.now()),
    after(delayMs, callback) {
      const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), LONGEST_TIMER_MS));
      return () => clearTimeout(timer);
    },
    soon: (callback) => void setImmediate(callback),
  };
}

/** setTimeout takes 32 bits and fires at once for more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
