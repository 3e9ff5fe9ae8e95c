import { LONGEST_TIME, SHORTEST_TIME } from '../question-type.ts';
import type { Finder } from './findings.ts';

/** The time limit that can be given here and is nearest to `seconds`. Undefined for none. */
export function snapTime(seconds: number | undefined, finder: Finder): number | undefined {
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined;
  const snapped = Math.min(LONGEST_TIME, Math.max(SHORTEST_TIME, Math.round(seconds)));
  if (snapped !== seconds) finder.note(`the time is ${snapped} in place of ${seconds} seconds`);
  return snapped;
}
