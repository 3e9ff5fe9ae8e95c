import { graphemes, widthOf } from './width.ts';

/**
 * Makes each grapheme cluster of a clean text at least as wide as any terminal draws it, so that no text is displaced.
 *
 * Terminals disagree on clusters. Some draw one code point after the other, each as wide as it is alone; others join a cluster
 * and draw it in one or two cells. The layout reserves what `string-width` says, so only clusters that may be drawn wider than
 * that are changed, and in such a way that people can still read them:
 *
 * - Combining marks, vowels and final consonants of Hangul without a character are left out, because they would join what stands
 *   before the text. Of more than two on a character, two stay.
 * - Thai and Lao AM becomes its two parts, which look the same.
 * - An emoji modifier stays only after an emoji that it can modify. Terminals that do not join them draw a colour swatch after
 *   the emoji, which the following text covers (see `placeClusters`).
 * - Joined consonants (Devanagari, Bengali, Khmer …) are separated by a zero-width non-joiner, which shows the sign that joins
 *   them, as readers of these scripts know it from computers without such ligatures.
 * - Of any other such cluster, the first character stays. Prepended letters are left out.
 */
export function boundClusters(text: string): string {
  if (HAS_PLAIN_WIDTH.test(text)) return text;
  const parts = text
    .replaceAll('\u0E33', '\u0E4D\u0E32')
    .replaceAll('\u0EB3', '\u0ECD\u0EB2')
    .replaceAll(LONE_MODIFIER, '')
    .replaceAll(PREPENDED, '')
    .replaceAll(FORMER_MARKS, '')
    .replaceAll(LONE_MARKS, '')
    .replaceAll(STACKED_MARKS, '$1');
  const result = Array.from(graphemes(parts), bounded).join('');
  // What remains may join again, such as the halves of a flag.
  return result === text ? text : boundClusters(result);
}

const LONE_MARKS = /(?<=^|\s)[\p{M}\u200C\uFF9E\uFF9F]+/gu;

const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;

// The letters among the characters that join whatever follows (Grapheme_Cluster_Break=Prepend). No living language needs them.
const PREPENDED =
  /[\u0D4E\u{111C2}\u{111C3}\u{113D1}\u{1193F}\u{11941}\u{11A3A}\u{11A84}-\u{11A89}\u{11D46}\u{11F02}]/gu;

// The start of rub el hizb was a mark before Unicode 6.0, and older terminals still draw it on what stands before it.
const FORMER_MARKS = /\u06DE/gu;

const LONE_MODIFIER = /(?<!\p{Emoji_Modifier_Base})\p{Emoji_Modifier}/gu;

/**
 * The characters that are equally wide in every terminal and never join: letters of the large alphabets, ideographs, syllables, and
 * the symbols of the screens.
 */
const PLAIN =
  String.raw`[[\p{ASCII}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}` +
  String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u{AC00}-\u{D7A3}\u{A1}-\u{FF}\u{2010}-\u{2027}` +
  String.raw`\u{2030}-\u{205E}\u{2190}-\u{22FF}\u{2500}-\u{25FF}\u{2713}\u{2717}\u{3001}-\u{3011}]` +
  String.raw`--[\p{M}\p{C}\p{Emoji_Presentation}\u06DE\u{10000}-\u{10FFFF}]]`;

/** Matches a text that is equally wide in every terminal and has no control characters. */
export const HAS_PLAIN_WIDTH = new RegExp(`^${PLAIN}*$`, 'v');

/** Matches a character, other than a control character, whose width may differ between terminals. */
export const MAY_VARY = new RegExp(String.raw`[^${PLAIN}\p{Cc}]`, 'v');

function bounded(cluster: string): string {
  const characters = Array.from(cluster);
  if (cellsOf(characters[0] ?? '') === 0) return '';
  if (characters.length === 1 || cellsOneByOne(characters) <= widthOf(cluster) || EMOJI.test(cluster)) {
    return cluster;
  }
  const separated = cluster.replaceAll(JOINED_CONSONANT, '$<sign>\u200C$<consonant>');
  if (cellsOneByOne(characters) <= widthOf(separated)) return separated;
  const next = characters.findIndex((character, index) => index > 0 && cellsOf(character) > 0);
  return characters.slice(0, next).join('');
}

const EMOJI = new RegExp(String.raw`^\p{RGI_Emoji}$`, 'v');

const JOINED_CONSONANT = /(?<sign>\p{M})(?<consonant>\p{L})/gu;

/** Returns the cells that a terminal needs for characters that it does not join. */
function cellsOneByOne(characters: readonly string[]): number {
  return characters.reduce((sum, character) => sum + cellsOf(character), 0);
}

function cellsOf(character: string): number {
  // Vowels and final consonants of Hangul always join what comes before.
  return /^[\u1160-\u11FF\uD7B0-\uD7FB]$/u.test(character) ? 0 : widthOf(character);
}
