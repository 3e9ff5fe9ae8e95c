import stringWidth from 'string-width';
import { hash } from './shuffle.ts';
import { cleanText } from '../text/clean.ts';

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

/**
 * A friendly name of two words, such as "Brave Otter".
 *
 * @param seed Draws the order of the names.
 * @param index Which one of them, from 0. No two of the first 1,600 are the same; later ones have a number.
 */
export function friendlyName(seed: string, index: number): string {
  const place = (hash(seed) + index * STRIDE) % (ADJECTIVES.length * ANIMALS.length);
  const adjective = ADJECTIVES[place % ADJECTIVES.length];
  const animal = ANIMALS[Math.floor(place / ADJECTIVES.length)];
  const round = Math.floor(index / (ADJECTIVES.length * ANIMALS.length));
  return round === 0 ? `${adjective} ${animal}` : `${adjective} ${animal} ${round + 1}`;
}

/** A prime: steps of it come by every name before they come back, and change both words. */
const STRIDE = 977;

const ADJECTIVES =
  'Agile Amber Brave Bright Calm Clever Cosmic Cozy Curious Daring Eager Fancy Gentle Golden Happy Humble Jolly Kind Lively Lucky Merry Mighty Nimble Noble Patient Polite Proud Quick Quiet Rapid Silver Sly Smart Snappy Steady Sunny Swift Tidy Witty Zesty'.split(
    ' ',
  );

const ANIMALS =
  'Badger Beaver Bison Camel Cobra Crane Dingo Dolphin Eagle Falcon Ferret Finch Fox Gecko Gopher Heron Ibex Jackal Koala Lemur Lynx Magpie Marmot Moose Narwhal Newt Ocelot Octopus Otter Owl Panda Panther Penguin Puffin Python Raven Salmon Seal Tapir Walrus'.split(
    ' ',
  );
