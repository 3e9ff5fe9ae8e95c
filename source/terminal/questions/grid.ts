import type { Direction } from '../keys.ts';

/** The index that a key moves to, of `count` in a grid of `columns`; page keys move nowhere. From -1 all move to 0. */
export function moveInGrid(from: number, count: number, columns: number, direction: Direction): number {
  if (from < 0) return 0;
  const steps: Readonly<Record<Direction, number>> = {
    up: -columns,
    down: columns,
    left: -1,
    right: 1,
    'page-up': 0,
    'page-down': 0,
    home: -count,
    end: count,
  };
  const to = from + steps[direction];
  const isOutside = to < 0 || to >= count;
  if (isOutside && (direction === 'up' || direction === 'down')) return from;
  return Math.max(0, Math.min(count - 1, to));
}
