import type { Clock } from '../../clock.ts';

/** Spreads calls over turns of the event loop, so that a burst of them does not delay everything else. */
export class TurnQueue {
  readonly #clock: Clock;
  readonly #perTurn: number;
  /** The calls that wait for a later turn, in their order. */
  readonly #waiting = new Set<() => void>();
  #inThisTurn = 0;

  /** @param perTurn How many calls are made in one turn. */
  constructor(clock: Clock, perTurn: number) {
    this.#clock = clock;
    this.#perTurn = perTurn;
  }

  /**
   * Makes a call, now or in a later turn. Returns a function that cancels the wait, or null if there is none.
   *
   * @param callback A function of this call's own.
   */
  call(callback: () => void): (() => void) | null {
    if (this.#waiting.size === 0 && this.#admits()) {
      callback();
      return null;
    }
    this.#waiting.add(callback);
    return () => void this.#waiting.delete(callback);
  }

  /** Makes all calls that wait. */
  flush(): void {
    for (const callback of this.#waiting) this.#make(callback);
  }

  #admits(): boolean {
    if (this.#inThisTurn === this.#perTurn) return false;
    if (this.#inThisTurn++ === 0) this.#clock.soon(() => this.#startTurn());
    return true;
  }

  #startTurn(): void {
    this.#inThisTurn = 0;
    for (const callback of this.#waiting) {
      if (!this.#admits()) return;
      this.#make(callback);
    }
  }

  #make(callback: () => void): void {
    this.#waiting.delete(callback);
    callback();
  }
}
