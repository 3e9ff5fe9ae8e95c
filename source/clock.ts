/** The time, and timers. Tests use a clock that they advance by hand. */
export interface Clock {
  /** Returns milliseconds since the epoch. Never goes back. */
  now(): number;
  /** Calls back once after `delayMs` milliseconds. Returns a function that cancels it. */
  after(delayMs: number, callback: () => void): () => void;
  /** Calls back once, after this turn of the event loop has handled its input. */
  soon(callback: () => void): void;
}

export interface TimeSources {
  /** Returns milliseconds since an arbitrary moment. Never goes back, but may stop while the machine sleeps. */
  monotonic(): number;
  /** Returns the system time, in milliseconds since the epoch. */
  wall(): number;
}

/** If the wall clock gains more than this on the monotonic clock, the machine has slept, in milliseconds. */
const SLEPT_MS = 2000;

/**
 * Returns the machine's clock. It includes time during which the machine slept: on Linux, the monotonic clock stops during sleep,
 * and only the wall clock goes on. Setting the system time forward by more than 2 s looks the same, so it is included, too. Other
 * changes to the system time are ignored.
 */
export function systemClock({ monotonic, wall }: TimeSources = machineTime): Clock {
  let lastMonotonic = monotonic();
  let lastWall = wall();
  let offset = lastWall - lastMonotonic;
  return {
    now() {
      const [nextMonotonic, nextWall] = [monotonic(), wall()];
      const sleptMs = nextWall - lastWall - (nextMonotonic - lastMonotonic);
      if (sleptMs > SLEPT_MS) offset += sleptMs;
      [lastMonotonic, lastWall] = [nextMonotonic, nextWall];
      return Math.round(offset + nextMonotonic);
    },
    after(delayMs, callback) {
      const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), MAX_TIMER_MS));
      return () => clearTimeout(timer);
    },
    // Browsers have no setImmediate.
    soon: (callback) => void (globalThis.setImmediate ?? setTimeout)(callback),
  };
}

const machineTime: TimeSources = { monotonic: () => performance.now(), wall: () => Date.now() };

/** `setTimeout` fires at once for delays that need more than 31 bits. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Limits how often something happens in a second. Times are in milliseconds. */
export class SecondLimit {
  readonly #maximum: number;
  #startedAt = -Infinity;
  #count = 0;

  constructor(maximum: number) {
    this.#maximum = maximum;
  }

  /** Counts `amount` occurrences. Returns how long to wait before the next one: once the maximum is reached, until the second is over. */
  count(now: number, amount = 1): number {
    if (now - this.#startedAt >= 1000) {
      this.#startedAt = now;
      this.#count = 0;
    }
    this.#count += amount;
    return this.#count < this.#maximum ? 0 : this.#startedAt + 1000 - now;
  }
}
