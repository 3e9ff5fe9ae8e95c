import { useCallback, useRef, useState } from 'react';

/** State that keys work on. */
export interface Live<Value> {
  /** As drawn. */
  readonly value: Value;
  /** As it is now: of several keys that arrive together, each sees what the one before did. */
  readonly latest: () => Value;
  readonly set: (value: Value) => void;
}

/** `create` makes the first value, once. */
export function useLive<Value>(create: () => Value): Live<Value> {
  const [value, setValue] = useState(() => ({ value: create() }));
  const latest = useRef(value.value);
  const read = useCallback(() => latest.current, []);
  const set = useCallback((next: Value) => {
    latest.current = next;
    setValue({ value: next });
  }, []);
  return { value: value.value, latest: read, set };
}
