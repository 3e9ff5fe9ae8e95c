import { useCallback, useSyncExternalStore } from 'react';

/** Something that changes and can be looked at: a seat, or the way to one. */
export interface Source<Snapshot> {
  /** The same object until something changes. */
  snapshot(): Snapshot;
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** What there is to show, always the newest. */
export function useSnapshot<Snapshot>(source: Source<Snapshot>): Snapshot {
  const subscribe = useCallback((listener: () => void) => source.subscribe(listener), [source]);
  return useSyncExternalStore(subscribe, () => source.snapshot());
}
