import stringWidth from 'string-width';

/** Returns how many terminal cells a text occupies. */
export function widthOf(text: string): number {
  const cached = cachedWidths.get(text);
  if (cached !== undefined) return cached;
  const width = stringWidth(text);
  if (cachedWidths.size >= MAX_CACHED_WIDTHS) cachedWidths.clear();
  cachedWidths.set(text, width);
  return width;
}

// Every redraw measures the same texts again.
const cachedWidths = new Map<string, number>();
const MAX_CACHED_WIDTHS = 10_000;

/**
 * Returns how many terminal cells a text without control characters occupies. Stops counting once it is more than `limit`, because
 * each emoji takes several microseconds: hundreds of long names would block the server.
 */
export function widthUpTo(limit: number, text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width += stringWidth(segment);
    if (width > limit) break;
  }
  return width;
}

/** Cuts a text to at most `width` cells, ending with `ellipsis` if anything was cut. */
export function truncate(text: string, width: number, ellipsis = '…'): string {
  if (widthOf(text) <= width) return text;
  const mark = widthOf(ellipsis) < width ? ellipsis : '';
  return takeCells(text, width - widthOf(mark)).trimEnd() + mark;
}

/** Like `truncate`, but cuts the start of the text. */
export function truncateStart(text: string, width: number, ellipsis = '…'): string {
  if (widthOf(text) <= width) return text;
  const mark = widthOf(ellipsis) < width ? ellipsis : '';
  const kept = graphemesOf(text);
  while (widthOf(kept.join('')) > width - widthOf(mark)) kept.shift();
  return mark + kept.join('').trimStart();
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

/** Wraps a text into at most `maximum` lines of at most `width` cells, breaking between words where possible. */
export function wrap(text: string, width: number, maximum = Infinity, ellipsis = '…'): string[] {
  const lines = text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(1, width)));
  if (lines.length <= maximum) return lines;
  const kept = lines.slice(0, Math.max(0, maximum - 1));
  // Filling the last line completely shows, by a cut-off word, that the text continues.
  return maximum < 1
    ? []
    : [...kept, truncate(lines.slice(kept.length).join(' '), Math.max(1, width), ellipsis)];
}

/** Splits a text into the characters that a reader perceives (grapheme clusters). */
export function graphemesOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

const segmenter = new Intl.Segmenter();

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (widthOf(line) > width) {
      const head = takeCells(line, width) || graphemesOf(line).slice(0, 1).join('');
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  lines.push(line);
  return lines;
}

function takeCells(text: string, width: number): string {
  let taken = '';
  let cells = 0;
  for (const grapheme of graphemesOf(text)) {
    cells += widthOf(grapheme);
    if (cells > width) break;
    taken += grapheme;
  }
  return taken;
}
