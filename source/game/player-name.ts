import { cleanText, isPrintableAscii } from '../text/clean.ts';
import { widthUpTo } from '../text/width.ts';

/** In terminal cells. */
const MAX_NAME_WIDTH = 24;

export interface PlayerName {
  /** As displayed. */
  readonly name: string;
  /** The same for names that look alike. */
  readonly key: string;
}

/** Cleans a typed name. Returns undefined if nothing visible is left, or more than 24 terminal cells. */
export function parsePlayerName(typed: string): PlayerName | undefined {
  const name = cleanText(typed);
  const width = widthUpTo(MAX_NAME_WIDTH, name);
  return width >= 1 && width <= MAX_NAME_WIDTH ? { name, key: nameKey(name) } : undefined;
}

/**
 * Returns the same key for clean names that look alike. It ignores case and compatibility forms (NFKD), and treats Cyrillic and Greek
 * letters that look like Latin ones as Latin (a selection of the confusables in UTS #39).
 */
export function nameKey(name: string): string {
  if (isPrintableAscii(name)) return name.toLowerCase();
  const folded = name.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
  return Array.from(folded, (character) => LOOK_ALIKES.get(character) ?? character).join('');
}

const LOOK_ALIKES = new Map(
  Object.entries({
    a: 'аα',
    b: 'вβ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еε',
    h: 'нηһ',
    i: 'іιı',
    j: 'ј',
    k: 'кκ',
    m: 'мμ',
    n: 'ν',
    o: 'оοσ',
    p: 'рρ',
    q: 'ԛ',
    s: 'ѕ',
    t: 'тτ',
    w: 'ԝ',
    x: 'хχ',
    y: 'уυү',
    z: 'ζ',
  }).flatMap(([latin, others]) => Array.from(others, (other) => [other, latin] as const)),
);
