import { useCallback, useSyncExternalStore } from 'react';

/** The readable side of a store. */
export interface ReadableStore<Snapshot> {
  /** Returns the same object until something changes. */
  snapshot(): Snapshot;
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** Subscribes to a store and returns its current snapshot. */
export function useStore<Snapshot>(source: ReadableStore<Snapshot>): Snapshot {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, () => source.snapshot());
}
