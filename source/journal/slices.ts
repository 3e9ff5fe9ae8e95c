import { setImmediate } from 'node:timers/promises';

/** Long work that pauses at each `yield`, so that the host can do something else in between. */
export type Slices<Result> = Generator<undefined, Result>;

/** Does all of the work without a pause. */
export function runAtOnce<Result>(work: Slices<Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** Does the work slice by slice, with a turn of the event loop before each. */
export async function runInSlices<Result>(work: Slices<Result>): Promise<Result> {
  let step = work.next();
  while (!step.done) {
    await setImmediate();
    step = work.next();
  }
  return step.value;
}
