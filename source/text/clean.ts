import { stripVTControlCharacters } from 'node:util';

/**
 * Text from outside (names, quiz files, what a server sends) as one line that is safe to draw on a terminal: NFC,
 * without escape sequences, control, bidirectional, zero-width, private-use and unassigned characters, with white
 * space collapsed and at most two combining marks a character. May be empty.
 */
export function cleanText(text: string): string {
  return cleanLine(text.replaceAll(WHITE_SPACE, ' ')).replaceAll(WHITE_SPACE, ' ').trim();
}

/** Like `cleanText`, but for program text: line breaks and indentation stay, a tab becomes two spaces. */
export function cleanCode(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => cleanLine(line.replaceAll('\t', '  ')).trimEnd())
    .join('\n')
    .replaceAll(/^\n+|\n+$/gu, '');
}

function cleanLine(line: string): string {
  return stripVTControlCharacters(line.toWellFormed())
    .replaceAll(UNSAFE, '')
    .normalize('NFC')
    .replaceAll(STACKED_MARKS, '$1');
}

// The blank Braille pattern is as empty as a space, and counts as a symbol.
const WHITE_SPACE = /[\s\u2800]+/gu;

// \p{C} holds control, format (bidirectional, zero-width), surrogate, private-use and unassigned characters; \p{DI} the
// others that draw nothing, such as the Hangul filler, variation selectors and the tags block.
const UNSAFE = /[\p{C}\p{DI}\u2028\u2029]/gu;

const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;
