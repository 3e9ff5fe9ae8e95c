import type { Clock } from '../../source/clock.ts';

export const MINUTE_MS = 60_000;

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that is advanced by hand, so that whole games run in milliseconds and always the same way. */
export class ManualClock implements Clock {
  readonly #timers = new Set<Timer>();
  readonly #soon: (() => void)[] = [];
  #now = 1_000_000;

  now(): number {
    return this.#now;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  soon(callback: () => void): void {
    this.#soon.push(callback);
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Runs all callbacks that are due without the time advancing. */
  settle(): void {
    for (let callback = this.#soon.shift(); callback; callback = this.#soon.shift()) callback();
  }

  /** Advances the time. Timers fire in order, each at its time. */
  advance(ms: number): void {
    const end = this.#now + ms;
    this.settle();
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, timer.at);
      timer.callback();
      this.settle();
    }
    this.#now = end;
  }

  /**
   * Lets time pass while nothing runs, as when the machine sleeps or the event loop is blocked. Timers that become due
   * fire with the next `advance`.
   */
  sleep(ms: number): void {
    this.#now += ms;
  }

  /** Returns the first timer that fires by then. */
  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
    }
    return first;
  }
}
