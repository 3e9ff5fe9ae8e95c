import { useEffect, useState } from 'preact/hooks';

/** The readable side of a store. */
export interface ReadableStore<Snapshot> {
  /** Returns the same object until something changes. */
  snapshot(): Snapshot;
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** Returns a store's current snapshot, and renders the component again after each change. */
export function useSnapshot<Snapshot extends object>(store: ReadableStore<Snapshot>): Snapshot {
  const [, setSeen] = useState(store.snapshot());
  useEffect(() => {
    const update = () => setSeen(store.snapshot());
    // The store may have changed since the render.
    update();
    return store.subscribe(update);
  }, [store]);
  return store.snapshot();
}

/**
 * Returns the time on a clock, and renders the component again whenever another `stepMs` have passed on it. Use it in a leaf
 * component, so that nothing else is rendered with it.
 */
export function useNow(clock: { now(): number }, stepMs = 250): number {
  const [, setStep] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(
        () => {
          setStep(Math.floor(clock.now() / stepMs));
          wait();
        },
        stepMs - (clock.now() % stepMs),
      );
    };
    wait();
    return () => clearTimeout(timer);
  }, [clock, stepMs]);
  return clock.now();
}
