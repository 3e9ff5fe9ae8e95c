import { widthOf } from '../../text/width.ts';

/** Whether the terminal is too narrow for anything but the essentials. */
export function isNarrow(columns: number): boolean {
  return columns < NARROW_BELOW;
}

const NARROW_BELOW = 60;

/** The number of empty rows between the parts of a screen: none if the screen is low. */
export function gapFor(rows: number): 0 | 1 {
  return rows >= ROWS_FOR_GAPS ? 1 : 0;
}

const ROWS_FOR_GAPS = 14;

/** The first of several texts that fits into a row. Pass the longest first; the last is the fallback, and may not fit. */
export function firstThatFits(texts: readonly string[], columns: number): string {
  return texts.find((text) => widthOf(text) <= columns) ?? texts.at(-1) ?? '';
}

/** The maximum width of an input field. */
export const INPUT_WIDTH = 60;

/** The rows that a part of the screen needs to appear at all, and to show everything. */
export interface RowDemand {
  readonly minimum: number;
  readonly preferred: number;
}

/** Gives each part its minimum, then its preferred number of rows, in order, as far as the rows go. */
export function allocateRows(rows: number, demands: readonly RowDemand[]): number[] {
  let left = rows;
  const take = (wanted: number) => {
    const taken = Math.max(0, Math.min(left, wanted));
    left -= taken;
    return taken;
  };
  const minimums = demands.map(({ minimum }) => take(minimum));
  return demands.map(({ preferred }, index) => {
    const given = minimums[index] ?? 0;
    return given + take(preferred - given);
  });
}
