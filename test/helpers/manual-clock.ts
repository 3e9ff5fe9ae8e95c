import type { Clock } from '../../source/clock.ts';

export const MINUTE_MS = 60_000;

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is moved: whole games in milliseconds, and no two runs that differ. */
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

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets everything happen that happens without time going by. */
  settle(): void {
    for (let callback = this.#soon.shift(); callback; callback = this.#soon.shift()) callback();
  }

  /** Lets time go by: timers fire in their order, each at its time. */
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

  /** The first timer that fires by then. */
  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
    }
    return first;
  }
}
