import { useCallback, useRef, useState } from 'react';

/** State for key handlers, readable before the next render. */
export interface LatestState<Value> {
  /** The value as of this render. */
  readonly value: Value;
  /** The current value: when several keys arrive together, each sees the effect of the one before. */
  readonly latest: () => Value;
  readonly set: (value: Value) => void;
}

/** Like `useState`, with access to the latest value. Calls `create` once, for the initial value. */
export function useLatestState<Value>(create: () => Value): LatestState<Value> {
  const [value, setValue] = useState(() => ({ value: create() }));
  const latest = useRef(value.value);
  const read = useCallback(() => latest.current, []);
  const set = useCallback((next: Value) => {
    latest.current = next;
    setValue({ value: next });
  }, []);
  return { value: value.value, latest: read, set };
}
