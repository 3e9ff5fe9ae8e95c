import type { Clock } from '../../clock.ts';

/** Delays that can be interrupted. */
export class Delays {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #interrupts = new Set<() => void>();

  /** @param signal Interrupts all delays, including later ones. */
  constructor(clock: Clock, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.interrupt());
  }

  /** Resolves after this many milliseconds, or when interrupted. */
  async wait(ms: number): Promise<void> {
    if (this.#signal.aborted) return;
    await new Promise<void>((resolve) => {
      const end = () => {
        cancel();
        this.#interrupts.delete(end);
        resolve();
      };
      const cancel = this.#clock.after(ms, end);
      this.#interrupts.add(end);
    });
  }

  /** Ends all current delays. */
  interrupt(): void {
    for (const end of this.#interrupts) end();
  }
}

const FIRST_BACKOFF_MS = 250;
const MAX_BACKOFF_MS = 5000;

/**
 * Returns how long to wait before a retry, in milliseconds: a random time up to a bound that doubles with each failure
 * ("full jitter"), so that a room that has lost its host does not return all at once.
 *
 * @param failures The number of failures before, from 0.
 * @param random From 0 to 1, drawn for this retry.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(failures: number, random: number): number {
  return random * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures);
}
