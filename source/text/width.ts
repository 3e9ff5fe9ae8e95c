import stringWidth from 'string-width';

/** Returns how many terminal cells a text occupies. */
export function widthOf(text: string): number {
  const cached = cachedWidths.get(text);
  if (cached !== undefined) return cached;
  const width = measure(text);
  if (text.length > MAX_CACHED_LENGTH) return width;
  if (cachedWidths.size >= MAX_CACHED_WIDTHS || cachedCharacters + text.length > MAX_CACHED_CHARACTERS) {
    cachedWidths.clear();
    cachedCharacters = 0;
  }
  cachedWidths.set(text, width);
  cachedCharacters += text.length;
  return width;
}

// Every redraw measures the same texts again.
const cachedWidths = new Map<string, number>();
/** In UTF-16 code units. */
let cachedCharacters = 0;
const MAX_CACHED_WIDTHS = 10_000;
const MAX_CACHED_CHARACTERS = 500_000;
const MAX_CACHED_LENGTH = 1000;

/**
 * Returns how many terminal cells a text without control characters occupies. Stops counting once it is more than `limit`, because
 * each emoji takes several microseconds: hundreds of long names would block the server.
 */
export function widthUpTo(limit: number, text: string): number {
  let width = 0;
  for (const grapheme of graphemes(text)) {
    width += widthOf(grapheme);
    if (width > limit) break;
  }
  return width;
}

/** Cuts a text to at most `width` cells, ending with `ellipsis` if anything was cut. */
export function truncate(text: string, width: number, ellipsis = '…'): string {
  if (widthWithin(width, text) <= width) return text;
  const mark = widthOf(ellipsis) < width ? ellipsis : '';
  return takeCells(text, width - widthOf(mark)).trimEnd() + mark;
}

/** Like `truncate`, but cuts the start of the text. */
export function truncateStart(text: string, width: number, ellipsis = '…'): string {
  if (widthWithin(width, text) <= width) return text;
  const mark = widthOf(ellipsis) < width ? ellipsis : '';
  const characters = graphemesOf(text);
  let start = characters.length;
  for (let room = width - widthOf(mark); start > 0; start--) {
    room -= widthOf(characters[start - 1] ?? '');
    if (room < 0) break;
  }
  return mark + characters.slice(start).join('').trimStart();
}

/** Cuts or pads a text to exactly `width` cells, with the spaces at the end. */
export function fit(text: string, width: number, ellipsis = '…'): string {
  const cut = truncate(text, width, ellipsis);
  return cut + ' '.repeat(Math.max(0, width - widthOf(cut)));
}

/** Like `fit`, but with the spaces in front and no ellipsis. */
export function fitEnd(text: string, width: number): string {
  const cut = takeCells(text, width);
  return ' '.repeat(Math.max(0, width - widthOf(cut))) + cut;
}

/** Like `fit`, but with the spaces on both sides and no ellipsis. */
export function fitCenter(text: string, width: number): string {
  const cut = takeCells(text, width);
  return fit(' '.repeat(Math.max(0, Math.floor((width - widthOf(cut)) / 2))) + cut, width);
}

/**
 * Wraps a text into at most `maximum` lines of at most `width` cells, breaking between words where possible. Looks at each
 * character once, and at none that cannot be shown.
 */
export function wrap(text: string, width: number, maximum = Infinity, ellipsis = '…'): string[] {
  const room = Math.max(1, width);
  const lines: string[] = [];
  // Enough to fill the last line, even if each of them is empty.
  const needed = maximum + room;
  for (const line of wrappedLines(text, room)) {
    if (lines.push(line) > needed) break;
  }
  if (lines.length <= maximum) return lines;
  const kept = lines.slice(0, Math.max(0, maximum - 1));
  // Filling the last line completely shows, by a cut-off word, that the text continues.
  return maximum < 1 ? [] : [...kept, truncate(lines.slice(kept.length).join(' '), room, ellipsis)];
}

/**
 * Wraps a line of code into pieces of at most `width` cells, breaking after a space where possible. Keeps every space: joined, the
 * pieces are the line.
 */
export function wrapCode(line: string, width: number): string[] {
  const room = Math.max(1, width);
  const pieces: string[] = [];
  let rest = line;
  while (widthWithin(room, rest) > room) {
    const most = takeCells(rest, room) || (graphemesOf(rest)[0] ?? '');
    const toSpace = most.slice(0, most.lastIndexOf(' ') + 1);
    // Breaking right after the indentation would waste a row.
    const piece = toSpace.trim() === '' ? most : toSpace;
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest];
}

/** Splits a text into the characters that a reader perceives (grapheme clusters). */
export function graphemesOf(text: string): string[] {
  return [...graphemes(text)];
}

/**
 * Yields the grapheme clusters of a text. In Node 20, each step of `Intl.Segmenter` takes time in proportion to the whole text, so
 * the text is segmented through a window: all clusters but the last in it are whole.
 */
export function* graphemes(text: string): Generator<string> {
  let start = 0;
  for (let size = WINDOW; start < text.length;) {
    let end = start + size;
    while (isHighSurrogate(text, end - 1)) end++;
    const found = segment(text.slice(start, end));
    const whole = end < text.length ? found.slice(0, -1) : found;
    yield* whole;
    start += whole.reduce((length, segment) => length + segment.length, 0);
    // A cluster that fills the window needs a larger one.
    size = whole.length > 0 ? WINDOW : size * 2;
  }
}

/** In UTF-16 code units. */
const WINDOW = 128;

function isHighSurrogate(text: string, index: number): boolean {
  return /^[\uD800-\uDBFF]$/.test(text.charAt(index));
}

/** Most texts are plain ASCII, whose characters are clusters of their own. */
function segment(text: string): string[] {
  if (isPrintableAscii(text)) return text.split('');
  return segmenter
    ? Array.from(segmenter.segment(text), ({ segment: cluster }) => cluster)
    : Array.from(text);
}

/** Null in Firefox before version 125, where the page treats each code point as a cluster. */
const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter() : null;

function measure(text: string): number {
  if (text.length <= WINDOW) return stringWidth(text);
  let width = 0;
  for (const grapheme of graphemes(text))
    width += grapheme.length > WINDOW ? stringWidth(grapheme) : widthOf(grapheme);
  return width;
}

/** Returns the width of a text or, if it exceeds the limit, any number above the limit. */
function widthWithin(limit: number, text: string): number {
  return text.length <= WINDOW ? widthOf(text) : widthUpTo(limit, text);
}

function* wrappedLines(text: string, width: number): Generator<string> {
  for (const paragraph of text.split('\n')) {
    let line = '';
    let cells = 0;
    for (const [index, word] of paragraph.split(' ').entries()) {
      const wordCells = widthWithin(width, word);
      if (index > 0 && line !== '' && cells + 1 + wordCells <= width) {
        line += ` ${word}`;
        cells += 1 + wordCells;
        continue;
      }
      if (line !== '') yield line;
      [line, cells] = [word, wordCells];
      if (cells <= width) continue;
      [line, cells] = ['', 0];
      for (const grapheme of graphemes(word)) {
        const graphemeCells = widthOf(grapheme);
        if (line !== '' && cells + graphemeCells > width) {
          yield line;
          [line, cells] = ['', 0];
        }
        line += grapheme;
        cells += graphemeCells;
      }
    }
    yield line;
  }
}

function takeCells(text: string, width: number): string {
  let taken = '';
  let cells = 0;
  for (const grapheme of graphemes(text)) {
    cells += widthOf(grapheme);
    if (cells > width) break;
    taken += grapheme;
  }
  return taken;
}

/** Whether a text consists of spaces and visible ASCII characters, or is empty. */
export function isPrintableAscii(text: string): boolean {
  return PRINTABLE_ASCII.test(text);
}

const PRINTABLE_ASCII = /^[ -~]*$/u;

/** Replaces full-width ASCII characters and the ideographic space, which input methods for Chinese and Japanese type, by ASCII. */
export function toHalfWidth(text: string): string {
  return text.replaceAll(/[\uFF01-\uFF5E\u3000]/gu, (character) =>
    character === '\u3000' ? ' ' : String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET),
  );
}

const FULL_WIDTH_OFFSET = 0xfee0;
