import { fit, fitEnd, widthOf } from '../text/width.ts';

/** A column of a table on the terminal. */
export interface Column {
  readonly title: string;
  /** Numbers stand at the right. Default: left. */
  readonly isNumber?: boolean;
  /** Cells that it may be cut down to where the table is too wide. Default: it is never cut. */
  readonly least?: number;
}

/** Cells between two columns. */
export const GAP = 2;

/** What a table is drawn on. */
export interface Sheet {
  /** Cells of a line. */
  readonly columns: number;
  /** What shows where a text was cut. */
  readonly ellipsis: string;
}

/** The lines of a table, its titles first, as wide as the sheet as far as its columns may be cut. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { columns: width, ellipsis }: Sheet,
): string[] {
  const widths = fittingWidths(columns, rows, width);
  const lineOf = (cells: readonly string[]) =>
    columns
      .map(({ isNumber }, index) => {
        const room = widths[index] ?? 0;
        return isNumber ? fitEnd(cells[index] ?? '', room) : fit(cells[index] ?? '', room, ellipsis);
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  return [columns.map(({ title }) => title), ...rows].map(lineOf);
}

/** As wide as what is in them; where that is too wide, the widest that may be cut is, again and again. */
function fittingWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = columns.map(({ title }, index) =>
    widestOf([title, ...rows.map((cells) => cells[index] ?? '')]),
  );
  let excess = widths.reduce((sum, each) => sum + each + GAP, -GAP) - width;
  for (; excess > 0; excess--) {
    const spare = columns.map(({ least = Infinity }, index) => {
      const cells = widths[index] ?? 0;
      return cells > least ? cells : 0;
    });
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** The cells of the widest of these texts. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0);
}
