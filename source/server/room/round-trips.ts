/** How many round trips of a seat are remembered. */
const WINDOW = 20;

/** Longer round trips count as this long, in milliseconds: a client that polls may have waited before its next request. */
const MAX_ROUND_TRIP_MS = 1000;

/** If the event loop was late by more than this during a round trip, the result may be too long, in milliseconds. */
export const LATE_MS = 20;

/** The newest round trips between the server and the client of one seat, in milliseconds. */
export class RoundTrips {
  readonly #samples: number[] = [];
  #next = 0;
  /** Whether the only sample may be too long. */
  #isProvisional = false;
  /** The samples in order; null while they have to be sorted again. */
  #sorted: readonly number[] | null = null;

  /** @param wasLate Whether the server was late to measure it. If so, it counts only as the first one, until there is another. */
  add(roundTripMs: number, wasLate = false): void {
    if (wasLate && !this.isEmpty) return;
    if (this.#isProvisional) this.#next = 0;
    this.#isProvisional = wasLate;
    this.#samples[this.#next] = Math.min(roundTripMs, MAX_ROUND_TRIP_MS);
    this.#next = (this.#next + 1) % WINDOW;
    this.#sorted = null;
  }

  /** Whether no round trip has been measured. */
  get isEmpty(): boolean {
    return this.#samples.length === 0;
  }

  /** The median, 0 to 1000; 0 if no round trip has been measured. */
  get medianMs(): number {
    return this.#percentile(0.5);
  }

  /** The 90th percentile, 0 to 1000; 0 if no round trip has been measured. */
  get p90Ms(): number {
    return this.#percentile(0.9);
  }

  #percentile(share: number): number {
    const sorted = (this.#sorted ??= this.#samples.toSorted((a, b) => a - b));
    return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  }
}
