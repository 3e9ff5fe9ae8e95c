/** How many round trips of a seat are remembered. */
const WINDOW = 20;

/** Longer round trips count as this long, in milliseconds: a client that polls may have waited before its next request. */
const MAX_ROUND_TRIP_MS = 1000;

/** The newest round trips between the server and the client of one seat, in milliseconds. */
export class RoundTrips {
  readonly #samples = new Uint16Array(WINDOW);
  #count = 0;

  add(roundTripMs: number): void {
    this.#samples[this.#count % WINDOW] = Math.min(roundTripMs, MAX_ROUND_TRIP_MS);
    this.#count++;
  }

  /** Whether none was measured. */
  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** The median, 0 to 1000; 0 if none was measured. */
  get medianMs(): number {
    return this.#percentile(0.5);
  }

  /** At least as long as nine out of ten, 0 to 1000; 0 if none was measured. */
  get p90Ms(): number {
    return this.#percentile(0.9);
  }

  #percentile(share: number): number {
    const sorted = this.#samples.subarray(0, this.#count).toSorted();
    return sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  }
}
