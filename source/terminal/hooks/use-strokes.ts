import { useInput } from 'ink';
import { type Stroke, strokesOf } from '../keys.ts';

/** Calls `handle` for each key press while `isActive`. */
export function useStrokes(handle: (stroke: Stroke) => void, isActive = true): void {
  useInput(
    (input, key) => {
      for (const stroke of strokesOf(input, key)) handle(stroke);
    },
    { isActive },
  );
}
