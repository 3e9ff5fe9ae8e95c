import { widthOf, wrap } from '../../text/width.ts';

/** The arrangement of options or items on the screen. */
export interface OptionLayout {
  readonly columns: 1 | 2;
  /** The width of one tile. */
  readonly width: number;
  /** Empty rows above and below the text of a tile. */
  readonly padding: number;
  /** Empty rows between tiles. */
  readonly gap: number;
  /** Rows of a tile for something below the text, which padding includes. */
  readonly below?: number;
  /** The lines of each option's text, with an ellipsis if it was cut. */
  readonly lines: readonly (readonly string[])[];
  readonly isCut: boolean;
  readonly rows: number;
}

/** The width of marker, shape and digit before an option's text. */
export const PREFIX_WIDTH = 7;

/** The space between two tiles in a row. */
export const COLUMN_GAP = 2;

/** Returns the roomiest layout that cuts no option, or else the one that shows the most text. */
export function layOutOptions(
  options: readonly string[],
  columns: number,
  rows: number,
  ellipsis = '…',
): OptionLayout {
  const whole = STYLES.map((style) => arrange(options, columns, style, Infinity, ellipsis));
  return (
    whole.find((layout) => layout.rows <= rows && isReadable(layout, rows)) ??
    whole.find((layout) => layout.rows <= rows) ??
    roomiest(options, columns, rows, ellipsis, [DENSE_ONE, DENSE_TWO])
  );
}

/**
 * Lays out items to arrange in order: in one column if each fits in a row. In two columns, each gets a single line, so that
 * moving an item changes no height.
 *
 * @param noteWidth The cells to reserve beside each text.
 */
export function layOutItems(
  items: readonly string[],
  columns: number,
  rows: number,
  ellipsis: string,
  noteWidth = 0,
): OptionLayout {
  if (items.length > rows) return arrange(items, columns, withNote(DENSE_TWO, noteWidth), 1, ellipsis);
  const airy = arrange(items, columns, withNote(AIRY_ONE, noteWidth), Infinity, ellipsis);
  return airy.rows <= rows ? airy : mostLines(items, columns, withNote(DENSE_ONE, noteWidth), rows, ellipsis);
}

/**
 * Returns the layout of options at the reveal: as while they were asked, with as much padding as there is room for, and a row for a
 * bar in each tile. If there is no room for bars, it reserves cells beside the text.
 *
 * @param reserve The cells to reserve in a tile of a given width.
 */
export function layOutRevealed(
  options: readonly string[],
  asked: OptionLayout,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  reserve: (width: number) => number,
  ellipsis: string,
): OptionLayout {
  const styles = STYLES.filter((style) => style.columns === asked.columns && style.padding <= asked.padding);
  const other = asked.columns === 1 ? DENSE_TWO : DENSE_ONE;
  const layouts = [...styles, other].map((style) =>
    arrange(options, columns, { ...style, below: 1 }, Infinity, ellipsis),
  );
  const dense = [DENSE_ONE, DENSE_TWO];
  const squeezed = [
    ...dense.map((style) => ({ ...style, below: 1 })),
    ...dense.map((style) => ({ ...style, reserve })),
  ];
  return (
    layouts.find((layout) => layout.rows <= rows) ?? roomiest(options, columns, rows, ellipsis, squeezed)
  );
}

/** The rows of options at the reveal: at least one for each row of tiles, preferably with a bar each, and best as while asked. */
export function rowsForRevealed(options: readonly string[], asked: OptionLayout, columns: number) {
  const rowsIn = (style: Style) => arrange(options, columns, { ...style, below: 1 }, Infinity, '').rows;
  const { padding, gap } = asked;
  const dense = rowsIn({ columns: asked.columns, padding: 0, gap: 0 });
  const spacious = rowsIn({ columns: asked.columns, padding, gap });
  // Where tiles have no empty rows for bars, the bars go between the tiles.
  const inPlace = padding > 0 ? spacious : gap > 0 ? dense : undefined;
  return {
    minimum: fewestRowsForOptions(options),
    preferred: dense,
    spacious,
    ...(inPlace !== undefined && { inPlace }),
  };
}

/** The fewest rows that show all options without cutting any. */
export function rowsForOptions(options: readonly string[], columns: number): number {
  const layouts = [DENSE_ONE, DENSE_TWO].map((style) => arrange(options, columns, style, Infinity, ''));
  return Math.min(...layouts.map((layout) => layout.rows));
}

/**
 * The fewest rows that show all items in one column without cutting any.
 *
 * @param noteWidth As in `layOutItems`.
 */
export function rowsForItems(items: readonly string[], columns: number, noteWidth = 0): number {
  return arrange(items, columns, withNote(DENSE_ONE, noteWidth), Infinity, '').rows;
}

/** The fewest rows in which every option appears at all. */
export function fewestRowsForOptions(options: readonly string[]): number {
  return Math.ceil(options.length / 2);
}

interface Style {
  readonly columns: 1 | 2;
  readonly padding: number;
  readonly gap: number;
  readonly below?: number;
  /** The cells beside the text in a tile of a given width. */
  readonly reserve?: (width: number) => number;
}

function withNote(style: Style, noteWidth: number): Style {
  return { ...style, reserve: () => noteWidth };
}

const AIRY_ONE: Style = { columns: 1, padding: 0, gap: 1 };
const DENSE_ONE: Style = { columns: 1, padding: 0, gap: 0 };
const DENSE_TWO: Style = { columns: 2, padding: 0, gap: 0 };

/** The roomiest first. */
const STYLES: readonly Style[] = [
  { columns: 2, padding: 3, gap: 1 },
  { columns: 2, padding: 2, gap: 1 },
  { columns: 2, padding: 1, gap: 1 },
  { columns: 1, padding: 1, gap: 1 },
  { columns: 2, padding: 0, gap: 1 },
  AIRY_ONE,
  DENSE_ONE,
  DENSE_TWO,
];

function arrange(
  options: readonly string[],
  columns: number,
  { reserve = () => 0, ...style }: Style,
  maximum: number,
  ellipsis: string,
): OptionLayout {
  const width =
    style.columns === 1 ? columns : Math.max(PREFIX_WIDTH + 1, Math.floor((columns - COLUMN_GAP) / 2));
  const textWidth = Math.max(1, width - PREFIX_WIDTH - 1 - reserve(width));
  const lines = options.map((option) => wrap(option, textWidth, maximum, ellipsis));
  const heights = tileHeights(lines, style);
  const rows = heights.reduce((sum, height) => sum + height, 0) + style.gap * Math.max(0, heights.length - 1);
  const isCut = maximum < Infinity && options.some((option) => wrap(option, textWidth).length > maximum);
  return { ...style, width, lines, isCut, rows };
}

/** The height of each row of tiles. */
export function tileHeights(
  lines: readonly (readonly string[])[],
  { columns, padding, below = 0 }: Pick<Style, 'columns' | 'padding' | 'below'>,
): number[] {
  const heights = [];
  for (let first = 0; first < lines.length; first += columns) {
    const texts = lines.slice(first, first + columns);
    heights.push(Math.max(...texts.map((text) => text.length)) + Math.max(2 * padding, below));
  }
  return heights;
}

/** Whether a layout is easy to read. Two columns of many short lines are not, and tiles that fill the screen look crowded. */
function isReadable({ columns, lines, padding, rows }: OptionLayout, room: number): boolean {
  const isUncrowded = padding < 3 || rows * 2 <= room;
  return isUncrowded && (columns === 1 || lines.every((text) => text.length <= 3));
}

/** Returns the layout that shows the most text, the first one if several do. The last style must fit. */
function roomiest(
  options: readonly string[],
  columns: number,
  rows: number,
  ellipsis: string,
  styles: readonly Style[],
): OptionLayout {
  const layouts = styles.map((style) => mostLines(options, columns, style, rows, ellipsis));
  const fitting = layouts.filter((layout) => layout.rows <= rows);
  const [first = arrange(options, columns, DENSE_TWO, 1, ellipsis), ...others] = fitting;
  return others.reduce((best, layout) => (cellsShown(layout) > cellsShown(best) ? layout : best), first);
}

/** Gives each option as many lines as fit, and at least one. */
function mostLines(
  options: readonly string[],
  columns: number,
  style: Style,
  rows: number,
  ellipsis: string,
): OptionLayout {
  const layouts = [Infinity, 8, 7, 6, 5, 4, 3, 2].map((maximum) =>
    arrange(options, columns, style, maximum, ellipsis),
  );
  return layouts.find((layout) => layout.rows <= rows) ?? arrange(options, columns, style, 1, ellipsis);
}

function cellsShown({ lines }: OptionLayout): number {
  return lines.flat().reduce((sum, line) => sum + widthOf(line), 0);
}
