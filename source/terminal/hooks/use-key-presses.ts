import { useInput } from 'ink';
import { type KeyPress, parseKeyPresses } from '../keys.ts';

/** Calls `handle` for each key press while `isActive`. */
export function useKeyPresses(handle: (keyPress: KeyPress) => void, isActive = true): void {
  useInput(
    (input, key) => {
      for (const keyPress of parseKeyPresses(input, key)) handle(keyPress);
    },
    { isActive },
  );
}
