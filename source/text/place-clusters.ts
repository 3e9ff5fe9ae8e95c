import { HAS_PLAIN_WIDTH, MAY_VARY } from './cells.ts';
import { graphemesOf, widthOf } from './width.ts';

/**
 * Fixes the place of each grapheme cluster that may be drawn wider or narrower than it is laid out (see `boundClusters`), so that
 * everything around it stays where it is, in every terminal: the cursor goes to the column at which the next cluster belongs.
 *
 * Terminals that reorder right-to-left text (GNOME Terminal, Konsole, mlterm) treat digits and symbols after it as part of it: a
 * score would move to the left of a Hebrew name. A left-to-right mark ends each run of such text, so only its own order changes. It is
 * no isolate, because fewer terminals support isolates, and not added to each word, because sentences would read backwards.
 *
 * @param output What is about to be written: rows, with the escape sequences that Ink and `styleText` write.
 * @param columns The width of the terminal.
 */
export function placeClusters(output: string, columns: number): string {
  if (!MAY_VARY.test(output) && !RIGHT_TO_LEFT.test(output)) return output;
  let placed = '';
  // Every write begins at the start of a row, or moves the cursor first.
  let column = 0;
  let hasVaried = false;
  const endRow = () => {
    // A cluster that was drawn too wide may have left something behind the row.
    if (hasVaried && column < columns) placed += ERASE_TO_END_OF_ROW;
    hasVaried = false;
  };
  for (const { 0: part, groups } of output.matchAll(OUTPUT_PARTS)) {
    if (groups?.['text'] !== undefined) {
      for (const run of part.split(END_OF_RUN)) {
        const pieces = HAS_PLAIN_WIDTH.test(run) ? [run] : graphemesOf(run);
        for (const [index, piece] of pieces.entries()) {
          const width = widthOf(piece);
          const mark =
            index === pieces.length - 1 && ENDS_RIGHT_TO_LEFT.test(piece) ? LEFT_TO_RIGHT_MARK : '';
          const isCertain = mark === '' && HAS_PLAIN_WIDTH.test(piece);
          placed += isCertain ? piece : placedCluster(piece + mark, column, width);
          hasVaried ||= !isCertain;
          column += width;
        }
      }
      continue;
    }
    if (groups?.['final'] !== 'm') {
      endRow();
      column = columnAfter(part, groups ?? {}, column);
    }
    placed += part;
  }
  endRow();
  // At the end of a row, a cluster that is too wide would otherwise continue in the next one.
  return `${NO_WRAPPING}${placed}${WRAPPING}`;
}

/** Blanks the cells of a cluster, draws it, and moves the cursor behind those cells. */
function placedCluster(cluster: string, column: number, width: number): string {
  return `${' '.repeat(width)}${cursorTo(column)}${cluster}${cursorTo(column + width)}`;
}

function cursorTo(column: number): string {
  return `\u001B[${column + 1}G`;
}

const LEFT_TO_RIGHT_MARK = '\u200E';

/** The blocks of Hebrew, Arabic and all other scripts that are written from right to left, with their digits and marks. */
const RTL = String.raw`[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]`;

const RIGHT_TO_LEFT = new RegExp(RTL, 'v');

const ENDS_RIGHT_TO_LEFT = new RegExp(String.raw`${RTL}\p{M}*$`, 'v');

// Single spaces, digits and punctuation between right-to-left words belong to their sentence. Two spaces and dots separate texts.
const END_OF_RUN = new RegExp(
  String.raw`(?<=${RTL}\p{M}*)(?!\p{M})(?!(?:[[\p{P}\p{Nd}]--[·]]| (?! ))*${RTL})`,
  'v',
);

const ERASE_TO_END_OF_ROW = '\u001B[K';
const NO_WRAPPING = '\u001B[?7l';
const WRAPPING = '\u001B[?7h';

/** Matches a control sequence, another escape sequence, a control character, or text. */
export const OUTPUT_PARTS =
  // oxlint-disable-next-line no-control-regex
  /\u001B\[(?<parameters>[0-?]*)[ -/]*(?<final>[@-~])|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B[ -/]*[0-~]|[\0-\u001F\u007F]|(?<text>[^\0-\u001F\u007F]+)/gu;

/** Returns the column of the cursor after a control character or sequence. */
function columnAfter(
  part: string,
  { parameters = '', final }: Readonly<Partial<Record<string, string>>>,
  column: number,
): number {
  const [first, second] = parameters.split(';').map(Number);
  switch (final ?? part) {
    case '\n':
    case '\r':
    case 'E':
    case 'F':
      return 0;
    case 'G':
      return (first || 1) - 1;
    case 'H':
    case 'f':
      return (second || 1) - 1;
    case 'C':
      return column + (first || 1);
    case 'D':
      return Math.max(0, column - (first || 1));
    default:
      return column;
  }
}
