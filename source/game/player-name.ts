import stringWidth from 'string-width';
import { cleanText } from '../quiz/clean-text.ts';

/** The widest name, in terminal cells. */
const MAXIMUM_NAME_WIDTH = 24;

/** A name as it is shown, and what it is compared by. */
export interface PlayerName {
  readonly name: string;
  /** Names that look alike have the same key. */
  readonly key: string;
}

/** A player's name from what was typed, or undefined where it is empty or wider than 24 cells once cleaned. */
export function parsePlayerName(typed: string): PlayerName | undefined {
  const name = cleanText(typed);
  const width = stringWidth(name);
  return width >= 1 && width <= MAXIMUM_NAME_WIDTH ? { name, key: lookAlikeKey(name) } : undefined;
}

/**
 * The same for two names that look alike: compatibility forms (NFKD), case and the letters of the Cyrillic and Greek
 * alphabets that are drawn like Latin ones (a selection of UTS #39, confusables) do not tell names apart.
 */
function lookAlikeKey(name: string): string {
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
