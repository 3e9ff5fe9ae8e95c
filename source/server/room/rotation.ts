import { COUNTS_INTERVAL_MS } from '../../view/stage-update.ts';
import type { Seat } from './seat.ts';

/** How many seats have a turn in one tick: 2,000 a second. */
const TURNS_PER_TICK = 400;

/** In a larger rotation, every seat has a turn at least once in this many ticks: every 5 s. */
const MAX_TICKS = 5000 / COUNTS_INTERVAL_MS;

/** Connected seats that take turns. A seat that is added later has its first turn after all the others. */
export class Rotation implements Iterable<Seat> {
  readonly #seats = new Set<Seat>();
  /** Stays valid while seats are added and removed. */
  #cursor = this.#seats.values();
  /** How many orders `inNewOrder` has returned. */
  #orders = 0;

  [Symbol.iterator](): Iterator<Seat> {
    return this.#seats.values();
  }

  add(seat: Seat): void {
    this.#seats.add(seat);
  }

  remove(seat: Seat): void {
    this.#seats.delete(seat);
  }

  /** Returns all seats, starting with another one each time, so that nobody is always the last. */
  inNewOrder(): Seat[] {
    const seats = [...this.#seats];
    const first = this.#orders++ % Math.max(1, seats.length);
    return [...seats.slice(first), ...seats.slice(0, first)];
  }

  /**
   * Gives the next seats their turn in a tick, passing over those that do not take it. Returns whether all seats have had the
   * opportunity.
   */
  giveTurns(takesTurn: (seat: Seat) => boolean): boolean {
    const turns = Math.max(TURNS_PER_TICK, Math.ceil(this.#seats.size / MAX_TICKS));
    let taken = 0;
    for (let visits = this.#seats.size; visits > 0; visits--) {
      if (taken === turns) return false;
      const seat = this.#next();
      if (seat && takesTurn(seat)) taken++;
    }
    return true;
  }

  #next(): Seat | undefined {
    const next = this.#cursor.next();
    if (!next.done) return next.value;
    this.#cursor = this.#seats.values();
    return this.#cursor.next().value;
  }
}
