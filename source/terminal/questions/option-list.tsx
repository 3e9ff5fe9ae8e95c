import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { COLUMN_GAP, type OptionLayout, PREFIX_WIDTH, tileHeights } from './option-layout.ts';
import type { OptionLook, TextStyle, Theme } from '../theme.ts';
import { fit } from '../../text/width.ts';

/** `sent` and `accepted` mark the player's answer, and `faded` the options that are not part of it. */
export type OptionMark = 'pointed' | 'chosen' | 'pointed-chosen' | 'sent' | 'accepted' | 'faded';

interface OptionListProps {
  readonly layout: OptionLayout;
  readonly marks?: ReadonlyMap<number, OptionMark>;
}

/** The options as coloured tiles, each with its shape and its digit. */
export function OptionList({ layout, marks }: OptionListProps) {
  const theme = useTheme();
  const { columns, gap, lines } = layout;
  const heights = tileHeights(lines, layout);
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      {heights.map((height, row) => (
        <Box key={row} columnGap={COLUMN_GAP}>
          {lines.slice(row * columns, (row + 1) * columns).map((text, column) => (
            <Tile
              key={column}
              {...{ theme, layout, height, text }}
              index={row * columns + column}
              mark={marks?.get(row * columns + column)}
            />
          ))}
        </Box>
      ))}
    </Box>
  );
}

interface TileProps {
  readonly theme: Theme;
  readonly layout: OptionLayout;
  readonly height: number;
  readonly text: readonly string[];
  readonly index: number;
  readonly mark: OptionMark | undefined;
}

function Tile({ theme, layout, height, text, index, mark }: TileProps) {
  const look = theme.options[index];
  if (!look) return null;
  const top = Math.floor((height - text.length) / 2);
  const rows = Array.from({ length: height }, (_, row) => {
    const prefix = row === top ? prefixOf(theme, look.shape, index, mark) : ' '.repeat(PREFIX_WIDTH);
    return fit(prefix + (text[row - top] ?? ''), layout.width, theme.symbols.ellipsis);
  });
  return (
    <Box flexDirection="column" flexShrink={0}>
      {rows.map((row, number) => (
        <Text key={number} {...styleOf(theme, look, mark)}>
          {row}
        </Text>
      ))}
    </Box>
  );
}

function prefixOf({ symbols }: Theme, shape: string, index: number, mark: OptionMark | undefined): string {
  const isChosen = mark === 'chosen' || mark === 'pointed-chosen';
  return `${markerOf(symbols, mark)} ${shape} ${index + 1}${isChosen ? symbols.chosen : ' '} `;
}

function markerOf(symbols: Theme['symbols'], mark: OptionMark | undefined): string {
  switch (mark) {
    case 'pointed':
    case 'pointed-chosen':
    case 'sent':
      return symbols.pointer;
    case 'accepted':
      return symbols.right;
    default:
      return ' ';
  }
}

function styleOf({ styles }: Theme, { tile }: OptionLook, mark: OptionMark | undefined): TextStyle {
  if (mark === 'faded') return styles.faint;
  return mark === 'pointed' ? styles.selected : tile;
}
