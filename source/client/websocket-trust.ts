/**
 * One that breaks sooner was cut by something on the way, in milliseconds: longer than it takes to give up one on which
 * nothing comes through any more.
 */
const LASTS_MS = 20_000;

/** After so many cuts in a row nobody waits for another. */
const CUTS = 2;

/** How long until WebSocket is tried again: this, and twice as much after each further cut. In milliseconds. */
const SHORTEST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 16 * SHORTEST_WAIT_MS;

/** Whether WebSockets get through to a game and stay, as far as it was seen. */
export class WebSocketTrust {
  #isBlocked = false;
  #cuts = 0;

  /** Whether a new line is best a WebSocket. */
  get isTrusted(): boolean {
    return !this.#isBlocked && this.#cuts < CUTS;
  }

  /** How long to wait until the next try beside a line that works, in milliseconds. */
  get waitMs(): number {
    return Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** Math.max(0, this.#cuts - CUTS));
  }

  /** How long to wait until the first try beside a new line, in milliseconds: what blocked the last one may be gone. */
  get firstWaitMs(): number {
    return this.#cuts < CUTS ? 0 : this.waitMs;
  }

  /** Another way led to the game where WebSocket did not. */
  blocked(): void {
    this.#isBlocked = true;
  }

  /** One stays open. */
  opened(): void {
    this.#isBlocked = false;
  }

  /** One that was open for so long has broken. */
  broke(afterMs: number): void {
    this.#cuts = afterMs < LASTS_MS ? this.#cuts + 1 : 0;
  }
}
