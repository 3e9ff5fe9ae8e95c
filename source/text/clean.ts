import { boundClusters } from './cells.ts';
import { isPrintableAscii } from './width.ts';

/**
 * Turns text from outside (names, quiz files, what a server sends) into one line that is safe to draw on a terminal: in
 * NFC, without escape sequences or control, bidirectional, invisible, private-use and unassigned characters, with white space
 * collapsed, at most two combining marks per character, and no cluster wider than it is laid out (see `boundClusters`). The
 * result may be empty.
 */
export function cleanText(text: string): string {
  // Nearly all names and answers are printable ASCII, in which only spaces need cleaning.
  if (isPrintableAscii(text)) return text.replaceAll(/ +/gu, ' ').trim();
  return cleanTyped(text.replaceAll(WHITE_SPACE, ' ')).replaceAll(WHITE_SPACE, ' ').trim();
}

/** Like `cleanText`, but for source code: keeps line breaks and indentation, and turns a tab into two spaces. */
export function cleanCode(text: string): string {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => cleanTyped(line.replaceAll('\t', '  ')).trimEnd());
  const isFilled = (line: string) => line !== '';
  return lines.slice(Math.max(0, lines.findIndex(isFilled)), lines.findLastIndex(isFilled) + 1).join('\n');
}

/**
 * Makes one line of a message safe to print: escapes what `cleanText` would remove, and line breaks, as JSON does, so that readers
 * see what is there. Keeps white space and accents as they are.
 */
export function cleanLine(line: string): string {
  if (isPrintableAscii(line)) return line;
  unsafeInLine ??= new RegExp(UNSAFE_IN_LINE, 'gu');
  return boundClusters(escapeUnsafe(line.toWellFormed(), unsafeInLine).replaceAll('\n', String.raw`\n`));
}

/** Escapes control, invisible and bidirectional characters except for line feeds, as in JSON: `\u001b`. */
export function escapeUnsafe(text: string, unsafe = UNSAFE): string {
  return text.replaceAll(unsafe, (character) =>
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

/** Like `cleanText`, but for a line that is still being typed: keeps white space. */
export function cleanTyped(line: string): string {
  if (isPrintableAscii(line)) return line;
  const visible = line
    .replaceAll(LONE_SURROGATES, '\uFFFD')
    .replaceAll(ESCAPE_SEQUENCE, '')
    .replaceAll(UNSAFE, '')
    .normalize('NFC');
  // What remains of a cluster may compose with what follows.
  return boundClusters(visible).normalize('NFC');
}

// Not every phone's browser has toWellFormed.
const LONE_SURROGATES = /\p{Cs}/gu;

// A string up to its terminator, such as a title or a link, or else a control sequence with its numbers and final character: the
// sequences that Node's util.stripVTControlCharacters removes, which browsers do not have.
const STRING_SEQUENCE = String.raw`(?:(?:;[-\w/#&.:=?%@~]+)*|[a-zA-Z\d]+(?:;[-\w/#&.:=?%@~]*)*)?(?:\x07|\x1B\\|\x9C)`;
const CONTROL_SEQUENCE = String.raw`(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-ntqry=><~]`;
const ESCAPE_SEQUENCE = new RegExp(
  String.raw`[\x1B\x9B][[\]()#;?]*(?:${STRING_SEQUENCE}|${CONTROL_SEQUENCE})`,
  'gu',
);

// The blank Braille pattern looks like a space, but Unicode classifies it as a symbol.
const WHITE_SPACE = /[\s\u2800]+/gu;

// \p{C} covers control, format (bidirectional, zero-width), surrogate, private-use and unassigned characters; \p{DI} covers
// other invisible characters, such as the Hangul filler, variation selectors and tag characters.
const UNSAFE = /[\p{C}\p{DI}\u2028\u2029]/gu;

// As `boundClusters` separates joined consonants. Made when it is needed, because not every phone's browser knows lookbehind.
let unsafeInLine: RegExp | undefined;
const UNSAFE_IN_LINE = String.raw`(?!(?<=(?!\p{DI})\p{M})\u200C)(?:${UNSAFE.source})`;
