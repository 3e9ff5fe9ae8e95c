import type { HostSnapshot } from './host-seat.ts';

/** What the host is told: a snapshot that is replaced as a whole, and who wants to know of a new one. */
export class HostBoard {
  readonly #listeners = new Set<() => void>();
  #snapshot: HostSnapshot;

  constructor(first: Pick<HostSnapshot, 'stage' | 'locked' | 'ended'>) {
    this.#snapshot = { ...first, warnings: [], report: null };
  }

  snapshot(): HostSnapshot {
    return this.#snapshot;
  }

  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Replaces what has changed. */
  show(changed: Partial<HostSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...changed };
    for (const listener of this.#listeners) listener();
  }

  /** Adds a warning, as the newest where it was there before. */
  warn(warning: string): void {
    const others = this.#snapshot.warnings.filter((other) => other !== warning);
    this.show({ warnings: [...others, warning] });
  }
}
