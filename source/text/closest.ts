import leven from 'leven';

/** Returns the known word that was probably meant: the most similar one, if at most half of its letters differ. Ignores case. */
export function closest(word: string, known: readonly string[]): string | undefined {
  // Comparing a megabyte would take minutes.
  if (word.length > MAX_LENGTH) return undefined;
  const [nearest] = known
    .map((name) => ({ name, distance: leven(word.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= Math.max(1, Math.floor(nearest.name.length / 2))
    ? nearest.name
    : undefined;
}

/** Far longer than any key, option or command. */
const MAX_LENGTH = 100;
