/** How long a request is held at first, and at least, in seconds. */
const LONGEST_S = 25;
const SHORTEST_S = 1;

/** For how long the server is asked to hold a request: less where something on the way cuts it. */
export class HoldTime {
  #seconds = LONGEST_S;

  /** In seconds, 1 to 25. */
  get seconds(): number {
    return this.#seconds;
  }

  /** After one was cut that was to be held for so many seconds: from now on for half of that. False: that is no less. */
  shorten(seconds: number): boolean {
    this.#seconds = Math.max(SHORTEST_S, Math.min(this.#seconds, Math.floor(seconds / 2)));
    return this.#seconds < seconds;
  }
}
