/** Time for a player's side: what it is, in milliseconds, and what is to happen later. */
export interface Clock {
  now(): number;
  /** Calls back once, `delayMs` from now or later; returns what calls it off. */
  after(delayMs: number, callback: () => void): () => void;
}
