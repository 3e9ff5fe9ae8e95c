/** An observable snapshot. */
export class Store<Snapshot extends object> {
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** Returns the same object until something changes. */
  snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Replaces the given keys of the snapshot. */
  update(change: Partial<Snapshot>): void {
    this.replace({ ...this.#snapshot, ...change });
  }

  protected replace(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.notify();
  }

  protected notify(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A store that notifies once per turn, however often it changes: a stage and the `you` that belongs to it are drawn together. */
export class BatchedStore<Snapshot extends object> extends Store<Snapshot> {
  #isScheduled = false;

  protected override notify(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      super.notify();
    });
  }
}
