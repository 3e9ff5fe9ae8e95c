/** What there is to show, for those who look at it. */
export class Store<Snapshot extends object> {
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** The same object until something changes. */
  snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Replaces what has changed. */
  update(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.notify();
  }

  protected notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** What changes in one turn is drawn together: a stage and the `you` that belongs to it mostly arrive so. */
export class BatchedStore<Snapshot extends object> extends Store<Snapshot> {
  #isNotifying = false;

  protected override notify(): void {
    if (this.#isNotifying) return;
    this.#isNotifying = true;
    queueMicrotask(() => {
      this.#isNotifying = false;
      super.notify();
    });
  }
}
