import { stripVTControlCharacters } from 'node:util';

/**
 * Turns text from outside (names, quiz files, what a server sends) into one line that is safe to draw on a terminal: in
 * NFC, without escape sequences or control, bidirectional, zero-width, private-use and unassigned characters, with white
 * space collapsed and at most two combining marks per character. The result may be empty.
 */
export function cleanText(text: string): string {
  // Nearly all names and answers are printable ASCII, in which only spaces need cleaning.
  if (isPrintableAscii(text)) return text.replaceAll(/ +/gu, ' ').trim();
  return withoutUnsafe(text.replaceAll(WHITE_SPACE, ' ')).replaceAll(WHITE_SPACE, ' ').trim();
}

/** Like `cleanText`, but for source code: keeps line breaks and indentation, and turns a tab into two spaces. */
export function cleanCode(text: string): string {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => withoutUnsafe(line.replaceAll('\t', '  ')).trimEnd());
  const isFilled = (line: string) => line !== '';
  return lines.slice(Math.max(0, lines.findIndex(isFilled)), lines.findLastIndex(isFilled) + 1).join('\n');
}

/**
 * Makes one line of a message safe to print: escapes what `cleanText` would remove, and line breaks, as JSON does, so that readers
 * see what is there. Keeps white space and accents as they are.
 */
export function cleanLine(line: string): string {
  if (isPrintableAscii(line)) return line;
  return escapeUnsafe(line.toWellFormed())
    .replaceAll('\n', String.raw`\n`)
    .replaceAll(STACKED_MARKS, '$1');
}

/** Escapes control, invisible and bidirectional characters except for line feeds, as in JSON: `\u001b`. */
export function escapeUnsafe(text: string): string {
  return text.replaceAll(UNSAFE, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, unit) => escapeUnit(character.charCodeAt(unit))).join(
          '',
        ),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** Quotes a text from outside in a message: as a JSON string, made safe as in `cleanLine`, and cut if it is long. */
export function quote(text: string): string {
  const start = text.slice(0, MAX_QUOTED_LENGTH).toWellFormed();
  return cleanLine(JSON.stringify(start.length < text.length ? `${start}…` : start));
}

/** In UTF-16 code units. Longer than any key, option or name of a command. */
const MAX_QUOTED_LENGTH = 80;

/** Whether a text consists of spaces and visible ASCII characters, or is empty. */
export function isPrintableAscii(text: string): boolean {
  return PRINTABLE_ASCII.test(text);
}

const PRINTABLE_ASCII = /^[ -~]*$/u;

function withoutUnsafe(line: string): string {
  return stripVTControlCharacters(line.toWellFormed())
    .replaceAll(UNSAFE, '')
    .normalize('NFC')
    .replaceAll(STACKED_MARKS, '$1');
}

// The blank Braille pattern looks like a space, but Unicode classifies it as a symbol.
const WHITE_SPACE = /[\s\u2800]+/gu;

// \p{C} covers control, format (bidirectional, zero-width), surrogate, private-use and unassigned characters; \p{DI} covers
// other invisible characters, such as the Hangul filler, variation selectors and tag characters.
const UNSAFE = /[\p{C}\p{DI}\u2028\u2029]/gu;

const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;
