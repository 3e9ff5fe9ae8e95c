import stringWidth from 'string-width';

/** How many terminal cells the text takes. */
export function widthOf(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  if (widths.size >= MOST_WIDTHS) widths.clear();
  widths.set(text, width);
  return width;
}

/** The same texts are measured again with each drawing. */
const widths = new Map<string, number>();
const MOST_WIDTHS = 10_000;

/** The text in at most `width` cells, with `ellipsis` where it was cut. */
export function truncate(text: string, width: number, ellipsis = '…'): string {
  if (widthOf(text) <= width) return text;
  const mark = widthOf(ellipsis) < width ? ellipsis : '';
  return takeCells(text, width - widthOf(mark)).trimEnd() + mark;
}

/** Like `truncate`, but cut at its start. */
export function truncateStart(text: string, width: number, ellipsis = '…'): string {
  if (widthOf(text) <= width) return text;
  const mark = widthOf(ellipsis) < width ? ellipsis : '';
  const kept = graphemesOf(text);
  while (widthOf(kept.join('')) > width - widthOf(mark)) kept.shift();
  return mark + kept.join('').trimStart();
}

/** The text in exactly `width` cells: cut, or filled with spaces at the end. */
export function fit(text: string, width: number, ellipsis = '…'): string {
  const cut = truncate(text, width, ellipsis);
  return cut + ' '.repeat(Math.max(0, width - widthOf(cut)));
}

/** Like `fit`, but with the spaces in front; cut without a sign of it. */
export function fitEnd(text: string, width: number): string {
  const cut = takeCells(text, width);
  return ' '.repeat(Math.max(0, width - widthOf(cut))) + cut;
}

/** Like `fitEnd`, but with the spaces on both sides. */
export function fitCentre(text: string, width: number): string {
  const cut = takeCells(text, width);
  return fit(' '.repeat(Math.max(0, Math.floor((width - widthOf(cut)) / 2))) + cut, width);
}

/** The text in lines of at most `width` cells, broken between words where that can be; at most `maximum` lines. */
export function wrap(text: string, width: number, maximum = Infinity, ellipsis = '…'): string[] {
  const lines = text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(1, width)));
  if (lines.length <= maximum) return lines;
  const kept = lines.slice(0, Math.max(0, maximum - 1));
  // The last line is filled to its end: that a word is cut shows that the text is.
  return maximum < 1
    ? []
    : [...kept, truncate(lines.slice(kept.length).join(' '), Math.max(1, width), ellipsis)];
}

/** What a person sees as the text's characters. */
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
