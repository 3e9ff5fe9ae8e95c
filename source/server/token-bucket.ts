/** Lets `perSecond` things a second through for long, and `capacity` at once. Times are in milliseconds. */
export class TokenBucket {
  readonly #capacity: number;
  readonly #perSecond: number;
  #tokens: number;
  #filledAt: number;

  constructor(capacity: number, perSecond: number, now: number) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
    this.#tokens = capacity;
    this.#filledAt = now;
  }

  /** Takes a token; false where there is none. */
  take(now: number): boolean {
    if (!this.has(now)) return false;
    this.#tokens--;
    return true;
  }

  /** Whether there is a token to take. */
  has(now: number): boolean {
    this.#fill(now);
    return this.#tokens >= 1;
  }

  isFull(now: number): boolean {
    this.#fill(now);
    return this.#tokens >= this.#capacity;
  }

  #fill(now: number): void {
    const gained = (Math.max(0, now - this.#filledAt) * this.#perSecond) / 1000;
    this.#tokens = Math.min(this.#capacity, this.#tokens + gained);
    this.#filledAt = Math.max(this.#filledAt, now);
  }
}
