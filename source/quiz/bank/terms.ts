/** A word of a query, and the term under which texts with that word are found. */
export interface QueryTerm {
  readonly word: string;
  readonly term: string;
}

/**
 * Returns the terms under which a text is found: its words in lower case, without diacritics and endings, and their synonyms.
 */
export function termsOf(text: string): string[] {
  const plain = plainText(text);
  const names = SYNONYMS.flatMap(([synonym, name]) => (plain.search(synonym) === -1 ? [] : [name]));
  return [...wordsIn(plain), ...names].map(termOf);
}

/**
 * Returns what a query asks for, as the terms of each topic: "git and time zones" has two topics. Words that name no topic, such as
 * "the" and "questions", are left out unless nothing else is left.
 */
export function topicsIn(query: string): QueryTerm[][] {
  const plain = SYNONYMS.reduce(
    (text, [synonym, name]) => text.replaceAll(synonym, ` ${name} `),
    plainText(query),
  );
  const topics = plain.split(SEPARATORS).map((topic) => wordsIn(topic));
  const meaningful = topics.map((words) => words.filter((word) => !FILLERS.has(word)));
  const isFilled = (words: readonly string[]) => words.length > 0;
  const wanted = meaningful.some(isFilled) ? meaningful : topics;
  return wanted.filter(isFilled).map((words) => {
    const byTerm = new Map(words.map((word) => [termOf(word), word]));
    return [...byTerm].map(([term, word]) => ({ term, word }));
  });
}

/**
 * Returns a query as a title names it: with its words corrected, and without the fillers and separators at its ends. "Questions about
 * javascritp" becomes "javascript".
 *
 * @param corrections What each misspelt word stands for; empty for words to leave out.
 */
export function nameOf(query: string, corrections: ReadonlyMap<string, string>): string {
  const corrected = query
    .split(/\s+/u)
    .map((word) =>
      word.replaceAll(/[\p{L}\p{M}\p{N}]+/gu, (part) => corrections.get(plainText(part)) ?? part),
    )
    .filter((word) => word !== '');
  const words = corrected.filter((word, index) => {
    const previous = corrected[index - 1] ?? '';
    return !isSeparator(word) || !(isSeparator(previous) || /[,;&|]$/u.test(previous));
  });
  const names = (word: string) => !FILLERS.has(word.toLowerCase()) && !isSeparator(word);
  const kept = words.slice(Math.max(0, words.findIndex(names)), words.findLastIndex(names) + 1);
  return (kept.length > 0 ? kept : words).join(' ').replace(/[,;&|\s]+$/u, '');
}

function isSeparator(word: string): boolean {
  return word !== '' && word.toLowerCase().replaceAll(SEPARATORS, '') === '';
}

/** Returns the words of a text that are found under a term. */
export function wordsFor(term: string, text: string): string[] {
  return wordsIn(plainText(text)).filter((word) => termOf(word) === term);
}

/** Words that separate two topics. */
const SEPARATORS = /[,;&|]|(?<=\s|^)(?:\+|and|or|plus|with|vs|versus)(?=\s|$)/gu;

/** Words that name no topic. */
const FILLERS = new Set(
  'a about all an any are as at be by for from how i in is it its me my of on our please question questions quiz quizzes some something that the their these this to topic topics trivia us we what your'.split(
    ' ',
  ),
);

/** Names and abbreviations, each with the word under which texts that contain them are found. */
const SYNONYMS: readonly (readonly [RegExp, string])[] = [
  // Without their signs, they would be C, F and the word "net".
  [/\bc\+\+/gu, 'cplusplus'],
  [/\bc#/gu, 'csharp'],
  [/\bf#/gu, 'fsharp'],
  [/(?<!\w)\.net\b/gu, 'dotnet'],
  [/\b(?:js|ecmascript)\b/gu, 'javascript'],
  [/\bts\b/gu, 'typescript'],
  [/\bk8s\b/gu, 'kubernetes'],
  [/\bpostgres\b/gu, 'postgresql'],
  [/\b(?:web sockets?|wss?)\b/gu, 'websocket'],
  [/\bdbs?\b/gu, 'database'],
  [/\b(?:regular expressions?|regexps?)\b/gu, 'regex'],
  [/\btime[ -]zones?\b/gu, 'timezone'],
  [/\b(?:year 2000|millennium bug)\b/gu, 'y2k'],
  [/\b(?:artificial intelligence|(?:large )?language models?|llms?)\b/gu, 'ai'],
];

/** Returns the term of a word: without an ending, so that "caching", "cached" and "caches" are the same. */
function termOf(word: string): string {
  const singular = word.length > 3 ? word.replace(/(?<=[^su])s$/u, '') : word;
  return singular.replace(/(?<=[a-z]{4})(?:ing|ed|e)$/u, '').replace(/(?<=[a-z]{3})y$/u, 'i');
}

function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .toLowerCase();
}

/** Returns the words in a text, also in languages that put no spaces between them. */
function wordsIn(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.flatMap((word) =>
    UNSPACED.test(word) ? [...SEGMENTER.segment(word)].map(({ segment }) => segment) : [word],
  );
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'word' });
