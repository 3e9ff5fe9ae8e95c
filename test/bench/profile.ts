import type { Profiler } from 'node:inspector';

export type Profile = Profiler.Profile;

export interface SelfTime {
  readonly name: string;
  /** The share of the time during which the thread was busy, 0 to 1. */
  readonly share: number;
}

/** Returns the functions with the most self time, which excludes the functions that they call. */
export function selfTimes(profile: Profile, count: number): SelfTime[] {
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const totals = new Map<string, number>();
  let busy = 0;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    const name = names.get(id) ?? '';
    const time = profile.timeDeltas?.[index] ?? 0;
    if (name === '(idle)') continue;
    busy += time;
    totals.set(name, (totals.get(name) ?? 0) + time);
  }
  return [...totals]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, count)
    .map(([name, time]) => ({ name, share: time / busy }));
}

function nameOf({ functionName, url }: { functionName: string; url: string }): string {
  if (functionName.startsWith('(')) return functionName;
  const file = url.split('/').at(-1) ?? '';
  return `${functionName || '(anonymous)'}${file && ` (${url.startsWith('node:') ? url : file})`}`;
}
