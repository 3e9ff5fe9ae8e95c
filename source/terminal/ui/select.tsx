import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { useTheme } from '../hooks/use-theme.ts';
import type { Direction } from '../keys.ts';

interface SelectProps<Item> {
  readonly items: readonly Item[];
  readonly selected: number;
  readonly rows: number;
  /** The height of one item. */
  readonly rowsEach?: number;
  readonly keyOf: (item: Item) => string;
  readonly children: (item: Item, isSelected: boolean) => ReactNode;
}

/** A list to choose from. Renders only the items that fit on the screen. */
export function Select<Item>({ items, selected, rows, rowsEach = 1, keyOf, children }: SelectProps<Item>) {
  const { styles, symbols } = useTheme();
  const size = Math.max(1, Math.floor(rows / rowsEach));
  const start = windowStart(selected, items.length, size);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {items.slice(start, start + size).map((item, row) => (
        <Box key={keyOf(item)} height={rowsEach} overflow="hidden">
          <Text {...styles.accent}>{start + row === selected ? `${symbols.pointer} ` : '  '}</Text>
          {children(item, start + row === selected)}
        </Box>
      ))}
    </Box>
  );
}

interface ScrollBarProps {
  /** The number of items, and which of them is selected. */
  readonly count: number;
  readonly selected: number;
  /** The height of the list, whose items have one row each. */
  readonly rows: number;
}

/** A scroll bar beside a list that has more items than fit; a plain line otherwise. */
export function ScrollBar({ count, selected, rows }: ScrollBarProps) {
  const { styles, symbols } = useTheme();
  const thumb = Math.max(1, Math.round((rows * rows) / Math.max(rows, count)));
  const start = windowStart(selected, count, rows);
  const top = count > rows ? Math.round((start / (count - rows)) * (rows - thumb)) : rows;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {Array.from({ length: rows }, (_, row) => {
        const isShown = row >= top && row < top + thumb;
        return (
          <Text key={row} {...(isShown ? styles.accent : styles.faint)}>
            {isShown ? symbols.thumb : symbols.track}
          </Text>
        );
      })}
    </Box>
  );
}

/** The new index after a movement. `page` is the number of items that the page keys skip. */
export function moveSelection(selected: number, count: number, direction: Direction, page = 5): number {
  const steps: Readonly<Record<Direction, number>> = {
    up: -1,
    down: 1,
    left: 0,
    right: 0,
    'page-up': -page,
    'page-down': page,
    home: -count,
    end: count,
  };
  return Math.max(0, Math.min(count - 1, selected + steps[direction]));
}

/** The first visible index, which keeps the selected item in the middle where possible. */
function windowStart(selected: number, count: number, size: number): number {
  return Math.max(0, Math.min(selected - Math.floor(size / 2), count - size));
}
