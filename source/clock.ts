import { performance } from 'node:perf_hooks';

/** The time, and timers. Tests use a clock that they advance by hand. */
export interface Clock {
  /** Returns milliseconds since the epoch. Never goes back. */
  now(): number;
  /** Calls back once after `delayMs` milliseconds. Returns a function that cancels it. */
  after(delayMs: number, callback: () => void): () => void;
  /** Calls back once, after this turn of the event loop has handled its input. */
  soon(callback: () => void): void;
}

/** Returns the machine's clock. It ignores changes to the system time. */
export function systemClock(): Clock {
  const start = Date.now() - performance.now();
  return {
    now: () => Math.round(start + performance.now()),
    after(delayMs, callback) {
      const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), MAX_TIMER_MS));
      return () => clearTimeout(timer);
    },
    soon: (callback) => void setImmediate(callback),
  };
}

/** `setTimeout` fires at once for delays that need more than 31 bits. */
const MAX_TIMER_MS = 2 ** 31 - 1;
