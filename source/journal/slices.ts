import { setImmediate } from 'node:timers/promises';

/** Long work that may be interrupted where it yields, so that a host's other work goes on meanwhile. */
export type Slices<Result> = Generator<undefined, Result>;

/** Does all of the work now. */
export function atOnce<Result>(work: Slices<Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

/** Does the work slice by slice, with whatever else there is to do between them. */
export async function inSlices<Result>(work: Slices<Result>): Promise<Result> {
  let step = work.next();
  while (!step.done) {
    await setImmediate();
    step = work.next();
  }
  return step.value;
}
