import { isPrintableAscii } from './width.ts';

/**
 * Returns the same key for clean texts that a quizmaster would take for the same answer. Texts with the same key differ at most in
 *
 * - case and white space,
 * - diacritics on Latin and Greek letters, including letters that Unicode does not decompose (ł, ø, æ); stress marks and ё in
 *   Cyrillic; points in Hebrew and Arabic. Other marks make another letter: й is not и, and が is not か,
 * - width and other compatibility forms, such as ligatures and subscripts; 10² is 10^2, not 102,
 * - the variants of apostrophes, quotation marks and dashes,
 * - an article in front of another word, and a full stop at the end.
 */
export function equivalenceKey(text: string): string {
  const isAscii = isPrintableAscii(text);
  const folded = isAscii ? text.toLowerCase() : foldLetters(text);
  const key = folded.replace(ARTICLE, '').replaceAll(/\s/gu, '').replace(FULL_STOP, '$1');
  // Some Arabic characters consist of nothing but points.
  if (key === '') return text.replaceAll(/\s/gu, '');
  // A compatibility form may consist of characters that have another form themselves.
  return isAscii || key === text ? key : equivalenceKey(key);
}

/** An article counts where only a symbol, a digit or a single letter follows "a": "a + b", "A 4", "A B". */
const ARTICLE = /^(?:(?:the|an)\s+(?=[\p{L}\p{N}])|a\s+(?=\p{L}.))/u;

const FULL_STOP = /([\p{L}\p{M}\p{N}])[.。]$/u;

function foldLetters(text: string): string {
  return text
    .replaceAll(SUPERSCRIPT, '^$&')
    .replaceAll(APOSTROPHES, "'")
    .replaceAll(QUOTATION_MARKS, '"')
    .replaceAll(DASHES, '-')
    .normalize('NFKD')
    .replaceAll(FRACTION_SLASH, '/')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll((diacritics ??= new RegExp(DIACRITICS, 'gu')), '')
    .replaceAll(UNDECOMPOSED, (letter) => LETTERS.get(letter) ?? letter)
    .normalize('NFC');
}

const SUPERSCRIPT = /[\u00B2\u00B3\u00B9\u2070-\u207F]+/gu;

const APOSTROPHES = /[\u00B4\u02B9\u02BB-\u02BD\u05F3\u2018-\u201B\u2032\u2035\u2039\u203A]/gu;

const QUOTATION_MARKS = /[\u00AB\u00BB\u02BA\u05F4\u201C-\u201F\u2033\u2036\u301D-\u301F]/gu;

const DASHES = /[\u02D7\u05BE\u2010-\u2015\u2043\u2212]/gu;

const FRACTION_SLASH = '\u2044';

/** The marks that only decorate a letter. Those on symbols do not: ≠ is not =. */
const DIACRITICS = [
  String.raw`(?<=[\p{Script=Latin}\p{Script=Greek}]\p{M}*)\p{Mn}`,
  // An accent makes ѓ and ќ of г and к.
  String.raw`(?<=(?![гк])\p{Script=Cyrillic})\u0301|(?<=\p{Script=Cyrillic})\u0300|(?<=е)\u0308`,
  String.raw`(?=\p{Mn})[\u0590-\u06FF]`,
].join('|');

/** Made when it is needed, because not every phone's browser knows lookbehind. */
let diacritics: RegExp | undefined;

/** Letters that differ from Latin ones in more than a mark, and the final sigma. */
const LETTERS = new Map(
  (
    'æ:ae œ:oe þ:th ß:ss ð:d đ:d ɖ:d ɗ:d ħ:h ı:i ɨ:i ȷ:j ƙ:k ł:l ŋ:n ø:o ɔ:o ɛ:e ə:e ƀ:b ɓ:b ɣ:g ŧ:t ʉ:u ƴ:y ' +
    'ς:σ'
  )
    .split(' ')
    .map((entry) => {
      const [letter = '', plain = ''] = entry.split(':');
      return [letter, plain] as const;
    }),
);

const UNDECOMPOSED = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'gu');
