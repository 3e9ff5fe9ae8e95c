import { useCallback, useSyncExternalStore } from 'react';

/** The readable side of a store. */
export interface ReadableStore<Snapshot> {
  /** Returns the same object until something changes. */
  snapshot(): Snapshot;
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** The shortest time between two renders for changes of a store, in milliseconds. */
const FRAME_MS = 50;

/** The wait before the next render, in multiples of the time that the last one took, so that slow renders leave time for keys. */
const REST = 3;

/**
 * Subscribes to a store and returns its current snapshot. However often the store changes, the component renders at most 20 times a
 * second: a render takes milliseconds, and a hostile server can send thousands of changes a second.
 */
export function useStore<Snapshot>(source: ReadableStore<Snapshot>): Snapshot {
  const subscribe = useCallback((listener: () => void) => subscribePaced(source, listener), [source]);
  return useSyncExternalStore(subscribe, () => source.snapshot());
}

/** Calls `listener` at once for the first change, and for those that follow it closely together. */
function subscribePaced(source: ReadableStore<unknown>, listener: () => void): () => void {
  let nextAt = -Infinity;
  let timer: NodeJS.Timeout | undefined;
  const call = () => {
    timer = undefined;
    const startedAt = performance.now();
    nextAt = startedAt + FRAME_MS;
    listener();
    // By then, React has drawn.
    setImmediate(() => {
      const now = performance.now();
      nextAt = Math.max(nextAt, now + REST * (now - startedAt));
    });
  };
  const unsubscribe = source.subscribe(() => {
    const waitMs = nextAt - performance.now();
    if (waitMs <= 0 && timer === undefined) call();
    else timer ??= setTimeout(call, waitMs);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
