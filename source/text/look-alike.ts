import { isPrintableAscii } from './width.ts';
import { CONFUSABLES } from './confusables.ts';

/**
 * Returns one or two keys for a clean text. Two texts look alike if they have a key in common.
 *
 * A key is the skeleton of Unicode Technical Standard #39, without case and compatibility forms. One key is not enough, because `I`
 * looks like `l` but is also a capital `i`: "Neil" would look like "Nell". So the first key reads letters as what they are, and the
 * second as what they look like. The second takes an `i` that begins a word for `I`, which makes "ian" look like "lan", as "Ian" does.
 */
export function looksOf(text: string): readonly string[] {
  const letters = keyOf(foldCase(text));
  const shapes = keyOf(text.replaceAll(INITIAL_I, 'I'));
  return letters === shapes ? [letters] : [letters, shapes];
}

/** Returns the same text for texts that differ only in case or compatibility forms, such as the width of letters. */
export function foldCase(text: string): string {
  if (isPrintableAscii(text)) return text.toLowerCase();
  return text.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
}

/** Removes characters that draw nothing, beyond those that cleaning removes. */
export function removeInvisible(text: string): string {
  return text.replaceAll(BLANKS, '').replaceAll(STRAY_JOINERS, '');
}

const INITIAL_I = /(?<![\p{L}\p{M}\p{N}])i/gu;

/** A Khitan filler, a Duployan selector, the replacement for missing objects, two blank hieroglyphs and a note without a head. */
const BLANKS = /[\u{16FE4}\u{1BC9D}\uFFFC\u{13441}\u{13442}\u{1D159}]/gu;

/** Marks that join letters of their own, caseless script and show only there (Invisible_Stacker and similar). */
const STRAY_JOINERS =
  /(?<!\p{Lo}\p{M}*)[\u1039\u17D2\u1A60\u1BAB\u2D7F\uAAF6\u{10A3F}\u{1107F}\u{11133}\u{113D0}\u{1193E}\u{11A47}\u{11A99}\u{11D45}\u{11D97}\u{11F42}]/gu;

/** Replaces characters with what they look like until nothing changes, because changing the case can make new look-alikes. */
function keyOf(text: string): string {
  const key = foldCase(skeleton(text));
  return key === text ? key : keyOf(key);
}

/** Compatibility forms are mapped twice: a letter-like symbol may have a look-alike of its own, or that of its letter. */
function skeleton(text: string): string {
  if (isPrintableAscii(text)) return text.replaceAll(ASCII_LOOK_ALIKES, prototypeOf);
  const visible = text.normalize('NFD').replaceAll(/\p{DI}/gu, '');
  const mapped = Array.from(visible, prototypeOf).join('').normalize('NFKD');
  return Array.from(mapped, prototypeOf).join('');
}

/** The ASCII characters in the table. */
const ASCII_LOOK_ALIKES = /["%01I`m|]/gu;

function prototypeOf(character: string): string {
  prototypes ??= readConfusables();
  return prototypes.get(character) ?? character;
}

/** Loaded for the first name, because most commands handle none. */
let prototypes: ReadonlyMap<string, string> | undefined;

function readConfusables(): ReadonlyMap<string, string> {
  let code = 0;
  const entries = CONFUSABLES.trim()
    .split(/\s/u)
    .map((entry) => {
      const [distance = '', looks = ''] = entry.split(':');
      code += Number.parseInt(distance, RADIX);
      const codes = looks.split('+').map((look) => Number.parseInt(look, RADIX));
      return [String.fromCodePoint(code), String.fromCodePoint(...codes)] as const;
    });
  return new Map(entries);
}

const RADIX = 36;
