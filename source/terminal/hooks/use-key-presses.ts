import { useInput } from 'ink';
import { useLayoutEffect, useReducer } from 'react';
import { type KeyPress, parseKeyPresses } from '../keys.ts';

/** Calls `handle` for each key press while `isActive`. */
export function useKeyPresses(handle: (keyPress: KeyPress) => void, isActive = true): void {
  useInput(
    (input, key) => {
      for (const keyPress of parseKeyPresses(input, key)) handle(keyPress);
    },
    { isActive },
  );
  // Before another render, React runs the effects that are still pending. Without it, a key pressed as soon as a screen is drawn
  // would still go to the screen before.
  const [, subscribeNow] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(subscribeNow, [isActive, subscribeNow]);
}
