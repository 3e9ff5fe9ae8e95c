/** The classes of the Unicode Bidirectional Algorithm that matter without embeddings (UAX #9, table 4). */
type BidiClass = 'L' | 'R' | 'AL' | 'EN' | 'AN' | 'ES' | 'ET' | 'CS' | 'NSM' | 'ON';

/**
 * Returns the order in which a terminal that reorders right-to-left text draws the cells of a row, by their columns: UAX #9 with a
 * left-to-right paragraph, without explicit embeddings and without pairs of brackets.
 */
export function visualOrder(cells: readonly string[]): number[] {
  const characters = cells.flatMap((cell, column) =>
    Array.from(cell, (character, index) => ({ column, isBase: index === 0, type: classOf(character) })),
  );
  const levels = levelsOf(characters.map(({ type }) => type));
  let order = characters.map((character, index) => ({ ...character, level: levels[index] ?? 0 }));
  for (const level of [2, 1]) order = reversed(order, level);
  return order.filter(({ isBase }) => isBase).map(({ column }) => column);
}

function classOf(character: string): BidiClass {
  if (character === '\u200E') return 'L';
  if (/\p{M}/u.test(character)) return 'NSM';
  if (/[\d\u06F0-\u06F9]/u.test(character)) return 'EN';
  if (/[\u0660-\u0669\u066B\u066C]/u.test(character)) return 'AN';
  if (/[\u0600-\u07BF\u0860-\u08FF\uFB50-\uFDFF\uFE70-\uFEFF]/u.test(character)) return 'AL';
  if (/[\u0590-\u085F\uFB1D-\uFB4F\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u.test(character)) return 'R';
  if (/\p{L}/u.test(character)) return 'L';
  if (/[+-]/u.test(character)) return 'ES';
  if (/[#$%]/u.test(character)) return 'ET';
  return /[,.:/]/u.test(character) ? 'CS' : 'ON';
}

function levelsOf(types: BidiClass[]): number[] {
  let strong: BidiClass = 'L';
  // W1 and W2: marks, and digits behind Arabic.
  for (const [index, type] of types.entries()) {
    if (type === 'NSM') types[index] = types[index - 1] ?? 'ON';
    if (type === 'L' || type === 'R' || type === 'AL') strong = type;
    if (type === 'EN' && strong === 'AL') types[index] = 'AN';
  }
  // W4 to W6: separators and terminators.
  for (const [index, type] of types.entries()) {
    const [before, after] = [types[index - 1], types[index + 1]];
    const isBetween = before === after && (before === 'EN' || (before === 'AN' && type === 'CS'));
    if ((type === 'ES' || type === 'CS') && isBetween && before) types[index] = before;
    else if (type === 'ET' && (before === 'EN' || after === 'EN')) types[index] = 'EN';
    else if (type === 'ES' || type === 'CS' || type === 'ET') types[index] = 'ON';
  }
  // W7: digits behind left-to-right text.
  strong = 'L';
  for (const [index, type] of types.entries()) {
    if (type === 'L' || type === 'R' || type === 'AL') strong = type;
    if (type === 'EN' && strong === 'L') types[index] = 'L';
  }
  // N1, N2, I1: neutrals take the direction on both sides, or else the paragraph's.
  const isRightToLeft = (type: BidiClass | undefined) => type !== undefined && type !== 'L' && type !== 'ON';
  return types.map((type, index) => {
    if (type === 'R' || type === 'AL') return 1;
    if (type === 'EN' || type === 'AN') return 2;
    const before = types.slice(0, index).findLast((each) => each !== 'ON');
    const after = types.slice(index).find((each) => each !== 'ON');
    return type === 'ON' && isRightToLeft(before) && isRightToLeft(after) ? 1 : 0;
  });
}

/** Reverses each sequence of characters of at least this level (L2). */
function reversed<Character extends { readonly level: number }>(
  order: readonly Character[],
  least: number,
): Character[] {
  const result: Character[] = [];
  let run: Character[] = [];
  for (const character of order) {
    if (character.level >= least) {
      run.unshift(character);
      continue;
    }
    result.push(...run, character);
    run = [];
  }
  return [...result, ...run];
}
