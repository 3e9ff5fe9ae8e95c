import { useWindowSize } from 'ink';

/** A size in terminal cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The size available for a frame. One row less on Windows, whose console flickers when a frame has full height. */
export function useSize(): Size {
  const { columns, rows } = useWindowSize();
  return { columns, rows: process.platform === 'win32' ? rows - 1 : rows };
}
