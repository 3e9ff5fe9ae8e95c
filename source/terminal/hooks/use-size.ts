import { useWindowSize } from 'ink';

/** Terminal cells. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** The room there is for a frame. A console of Windows redraws a frame of full height whole, and flickers. */
export function useSize(): Size {
  const { columns, rows } = useWindowSize();
  return { columns, rows: process.platform === 'win32' ? rows - 1 : rows };
}
