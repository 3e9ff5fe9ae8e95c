import type { Clock } from '../../clock.ts';

/** Waits that can be ended before their time. */
export class Waits {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #ends = new Set<() => void>();

  /** @param signal Ends them all, and those that would begin later. */
  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.end());
  }

  /** Resolves after so many milliseconds, or when the waits are ended. */
  async wait(ms: number): Promise<void> {
    if (this.#signal.aborted) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        cancel();
        this.#ends.delete(end);
        resolve();
      };
      const cancel = this.#clock.after(ms, end);
      this.#ends.add(end);
    });
  }

  /** Ends all that there are now. */
  end(): void {
    for (const end of this.#ends) end();
  }
}
