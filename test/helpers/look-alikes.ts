import { looksOf } from '../../source/text/look-alike.ts';

/** Returns each pair of names of which the second looks like the first, with a slash between them. */
export function lookAlikesAmong(names: readonly string[]): string[] {
  const nameOf = new Map<string, string>();
  return names.flatMap((name) => {
    const looks = looksOf(name);
    const pairs = new Set(looks.flatMap((look) => nameOf.get(look) ?? []));
    for (const look of looks) nameOf.set(look, name);
    return [...pairs].map((other) => `${other}/${name}`);
  });
}
