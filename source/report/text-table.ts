import { fit, fitEnd, widthOf } from '../text/width.ts';

/** A column of a table on a terminal. */
export interface TextColumn {
  readonly title: string;
  /** Numbers are aligned on the right. Default: left. */
  readonly isNumber?: boolean;
  /** The width, in cells, down to which the column may be cut if the table is too wide. Default: never cut. */
  readonly minWidth?: number;
}

/** Cells between two columns. */
export const GAP = 2;

export interface TextTableOptions {
  /** The width of the terminal, in cells. */
  readonly columns: number;
  /** Marks where a text was cut. */
  readonly ellipsis: string;
}

/** Returns the lines of a table, titles first. They fit the terminal as far as the columns may be cut. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  { columns: width, ellipsis }: TextTableOptions,
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

/** Makes each column as wide as its contents, then narrows the widest that may be cut until the table fits. */
function fittingWidths(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): number[] {
  const widths = columns.map(({ title }, index) =>
    widestOf([title, ...rows.map((cells) => cells[index] ?? '')]),
  );
  let excess = widths.reduce((sum, each) => sum + each + GAP, -GAP) - width;
  for (; excess > 0; excess--) {
    const spare = columns.map(({ minWidth = Infinity }, index) => {
      const cells = widths[index] ?? 0;
      return cells > minWidth ? cells : 0;
    });
    const widest = spare.indexOf(Math.max(...spare));
    if ((spare[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Returns the width of the widest of these texts, in cells. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0);
}
