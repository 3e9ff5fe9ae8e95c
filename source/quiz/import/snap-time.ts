import type { Finder } from './findings.ts';

/** The time that can be given here and is nearest to `seconds`: 5 to 240, whole ones. Undefined for none. */
export function snapTime(seconds: number | undefined, finder: Finder): number | undefined {
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined;
  const snapped = Math.min(240, Math.max(5, Math.round(seconds)));
  if (snapped !== seconds) finder.note(`the time is ${snapped} in place of ${seconds} seconds`);
  return snapped;
}
