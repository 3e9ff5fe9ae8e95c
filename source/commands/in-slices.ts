import { setImmediate } from 'node:timers/promises';
import type { Slices } from '../game/slices.ts';

/** Does the work slice by slice, with whatever else there is to do between them. */
export async function inSlices<Result>(work: Slices<Result>): Promise<Result> {
  let step = work.next();
  while (!step.done) {
    await setImmediate();
    step = work.next();
  }
  return step.value;
}
