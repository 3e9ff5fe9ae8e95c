/** What there is to show, for those who look at it. */
export class Shown<Snapshot extends object> {
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;
  #isNotifying = false;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** The same object until something changes. */
  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  update(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    if (this.#isNotifying) return;
    this.#isNotifying = true;
    // A stage and the `you` that belongs to it mostly arrive together: they are drawn together.
    queueMicrotask(() => {
      this.#isNotifying = false;
      for (const listener of this.#listeners) listener();
    });
  }
}
