import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { COLUMN_GAP, type OptionLayout } from './option-layout.ts';
import type { TextStyle, Theme } from '../theme.ts';
import { fit } from '../../text/width.ts';

interface ItemListProps {
  /** The layout of the items, in the order of the question. */
  readonly layout: OptionLayout;
  /** The indexes of the items, in the order to draw. */
  readonly order: readonly number[];
  /** The position of the cursor. */
  readonly pointed?: number;
  /** Whether the item at the cursor is picked up. */
  readonly isHeld?: boolean;
  /** The status of the player's answer, once there is one. */
  readonly status?: 'sent' | 'accepted';
}

/** Items to arrange in order, each with its shape, its colour and its position. */
export function ItemList({ layout, order, pointed = -1, isHeld = false, status }: ItemListProps) {
  const theme = useTheme();
  const { columns, gap, lines, width } = layout;
  const rows = Array.from({ length: Math.ceil(order.length / columns) }, (_, row) =>
    order.slice(row * columns, (row + 1) * columns),
  );
  return (
    <Box flexDirection="column" rowGap={gap} height={layout.rows} flexShrink={0} overflow="hidden">
      {rows.map((items, row) => (
        <Box key={row} columnGap={COLUMN_GAP} flexShrink={0}>
          {items.map((item, column) => {
            const position = row * columns + column;
            const isPointed = position === pointed;
            return (
              <Item
                key={item}
                {...{ theme, item, position, width }}
                text={lines[item] ?? []}
                marker={markerOf(theme, isPointed, isHeld, status)}
                style={isPointed ? theme.styles.selected : {}}
              />
            );
          })}
        </Box>
      ))}
    </Box>
  );
}

function markerOf(
  { symbols }: Theme,
  isPointed: boolean,
  isHeld: boolean,
  status: ItemListProps['status'],
): string {
  if (status) return status === 'accepted' ? symbols.correct : symbols.pointer;
  if (!isPointed) return ' ';
  return isHeld ? symbols.held : symbols.pointer;
}

interface ItemProps {
  readonly theme: Theme;
  readonly item: number;
  readonly position: number;
  readonly text: readonly string[];
  readonly marker: string;
  readonly width: number;
  readonly style: TextStyle;
}

function Item({ theme, item, position, text, marker, width, style }: ItemProps) {
  const { options, styles, symbols } = theme;
  const look = options[item];
  const room = Math.max(1, width - BADGE_WIDTH);
  return (
    <Box width={width} flexShrink={0}>
      <Text {...(marker === symbols.correct ? styles.good : styles.accent)}>{marker}</Text>
      <Text {...(look?.tile ?? {})}>{` ${look?.shape ?? ''} ${position + 1} `}</Text>
      <Box flexDirection="column">
        {text.map((line, row) => (
          <Text key={row} {...style}>
            {` ${fit(line, room - 1, symbols.ellipsis)}`}
          </Text>
        ))}
      </Box>
    </Box>
  );
}

/** The width of marker, shape and position. */
const BADGE_WIDTH = 6;
