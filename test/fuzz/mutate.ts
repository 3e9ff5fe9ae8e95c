import type { SeededRandom } from '../helpers/seeded-random.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Texts that programs have stumbled over: empty, long, invisible, combining, escape sequences, numbers as text, names of objects. */
const TEXTS = [
  '',
  ' ',
  '\u0000',
  '\u001B[2J\u001B]52;c;AAAA\u0007',
  '::error::\r\n::set-output name=a::b',
  '\u202E\u2066\u200B\uFEFF',
  'e\u0301'.repeat(40),
  '\u0E33'.repeat(20),
  '👩‍👩‍👧‍👦🏽',
  '\uD800',
  'x'.repeat(5000),
  '日本'.repeat(30),
  '__proto__',
  'constructor',
  '1e999',
  '-0',
  '%s%n',
  '<script>',
] as const;

const VALUES: readonly [Json, ...Json[]] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  1e308,
  -1e-308,
  [],
  {},
  [[[[]]]],
  [0, 0, 0],
  Array.from({ length: 300 }, (_, index) => index),
  { type: 'join' },
];

/** Returns any value that JSON can express. */
export function anyValue(dice: SeededRandom): Json {
  return dice.chance(0.5) ? dice.pick(VALUES) : dice.pick(TEXTS);
}

/** Returns JSON that differs from this one in a few places: values of other types, missing and unknown keys, repeated entries. */
export function mutated(value: unknown, dice: SeededRandom): unknown {
  if (Array.isArray(value)) return mutatedList(value, dice);
  if (typeof value === 'object' && value !== null) return mutatedObject(Object.entries(value), dice);
  if (dice.chance(0.4)) return anyValue(dice);
  if (typeof value === 'string') return mutatedText(value, dice);
  if (typeof value === 'number') return value + dice.pick([-1, 1, 0.5, 1e9, -1e9]);
  return anyValue(dice);
}

function mutatedList(list: readonly unknown[], dice: SeededRandom): unknown {
  if (list.length === 0 || dice.chance(0.1)) return [...list, anyValue(dice)];
  const place = dice.int(0, list.length - 1);
  switch (dice.int(0, 4)) {
    case 0:
      return list.toSpliced(place, 1);
    case 1:
      return list.toSpliced(place, 0, list[place]);
    default:
      return list.with(place, mutated(list[place], dice));
  }
}

function mutatedObject(entries: readonly (readonly [string, unknown])[], dice: SeededRandom): unknown {
  if (entries.length === 0) return anyValue(dice);
  const place = dice.int(0, entries.length - 1);
  const [key, value] = entries[place] ?? ['', null];
  switch (dice.int(0, 7)) {
    case 0:
      return Object.fromEntries(entries.toSpliced(place, 1));
    case 1:
      return Object.fromEntries([...entries, [dice.pick(TEXTS), anyValue(dice)]]);
    case 2:
      return Object.fromEntries(entries.with(place, [mutatedText(key, dice), value]));
    default:
      return Object.fromEntries(entries.with(place, [key, mutated(value, dice)]));
  }
}

/** Returns a text with parts missing, repeated or inserted. */
export function mutatedText(text: string, dice: SeededRandom): string {
  const from = dice.int(0, text.length);
  const to = dice.int(from, Math.min(text.length, from + 20));
  switch (dice.int(0, 3)) {
    case 0:
      return text.slice(0, from) + text.slice(to);
    case 1:
      return text.slice(0, to) + text.slice(from);
    case 2:
      return text.slice(0, from) + dice.pick(TEXTS) + text.slice(from);
    default:
      return text.slice(0, from) + String.fromCharCode(dice.int(0, 0xffff)) + text.slice(from);
  }
}

/** Returns bytes of which some are different, missing or repeated. */
export function mutatedBytes(bytes: Buffer, dice: SeededRandom): Buffer {
  const place = dice.int(0, Math.max(0, bytes.length - 1));
  switch (dice.int(0, 3)) {
    case 0:
      return bytes.subarray(0, place);
    case 1:
      return Buffer.concat([bytes.subarray(0, place), bytes.subarray(Math.max(0, place - 8))]);
    default: {
      const copy = Buffer.from(bytes);
      copy[place] = dice.int(0, 255);
      return copy;
    }
  }
}
