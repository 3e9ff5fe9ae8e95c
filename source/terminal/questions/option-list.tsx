import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { COLUMN_GAP, type OptionLayout, PREFIX_WIDTH, tileHeights } from './option-layout.ts';
import { type OptionLook, type TextStyle, type Theme, looksOf } from '../theme.ts';
import { fit, fitEnd } from '../../text/width.ts';
import type { QuestionTypeName } from '../../quiz/questions/shown-question.ts';

/** `sent` and `accepted` mark the player's answer, and `faded` the options that are not part of it. */
export type OptionMark = 'pointed' | 'chosen' | 'pointed-chosen' | 'sent' | 'accepted' | 'faded';

interface OptionListProps {
  readonly type: QuestionTypeName;
  readonly layout: OptionLayout;
  readonly marks?: ReadonlyMap<number, OptionMark>;
}

/** The options as coloured tiles, each with its digit, and with its shape or, if several can be selected, a box. */
export function OptionList({ type, layout, marks }: OptionListProps) {
  const theme = useTheme();
  const looks = looksOf(theme, { type });
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
              look={looks[row * columns + column]}
              isMultiple={type === 'multiple'}
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
  readonly look: OptionLook | undefined;
  /** Whether several options can be selected. */
  readonly isMultiple: boolean;
  readonly layout: OptionLayout;
  readonly height: number;
  readonly text: readonly string[];
  readonly index: number;
  readonly mark: OptionMark | undefined;
}

function Tile(props: TileProps) {
  const { theme, look, layout, height, text, isMultiple, mark } = props;
  if (!look) return null;
  const { symbols, styles } = theme;
  const isPointed = mark === 'pointed' || mark === 'pointed-chosen';
  const { style, isOutlined } = styleOf(props, look);
  const top = Math.floor((height - text.length) / 2);
  const rows = Array.from({ length: height }, (_, row) => {
    const prefix = row === top ? prefixOf(props, look) : ' '.repeat(PREFIX_WIDTH);
    const line = fit(prefix + (text[row - top] ?? ''), layout.width, symbols.ellipsis);
    return { start: line.slice(0, START_WIDTH), line: isOutlined ? outlined(line, row, props) : line };
  });
  return (
    <Box flexDirection="column" flexShrink={0}>
      {rows.map(({ start, line }, number) => (
        <Text key={number} {...style}>
          {isMultiple && isPointed && <Text {...styles.selected}>{start}</Text>}
          {isMultiple && isPointed ? line.slice(START_WIDTH) : line}
        </Text>
      ))}
    </Box>
  );
}

/** The part of a tile that shows the pointer if several options can be selected. Each of its characters is one cell wide. */
const START_WIDTH = PREFIX_WIDTH - 1;

/** Puts a row of a tile into a frame, or behind an edge if the tile has no empty rows for a frame. */
function outlined(line: string, row: number, { theme: { symbols }, layout, height }: TileProps): string {
  const { edge, left, lowerLeft, lowerRight, right, side } = symbols.frame;
  if (layout.padding === 0) return symbols.side + line.slice(1);
  if (row === 0) return left + edge.repeat(layout.width - 2) + right;
  if (row === height - 1) return lowerLeft + edge.repeat(layout.width - 2) + lowerRight;
  return side + line.slice(1, -1) + side;
}

/** A prefix of `PREFIX_WIDTH`. */
function prefixOf({ theme: { symbols }, isMultiple, index, mark }: TileProps, { shape }: OptionLook): string {
  const isChosen = mark !== undefined && CHOSEN.has(mark);
  const sign = isMultiple ? (isChosen ? symbols.checked : symbols.unchecked) : shape;
  // In ASCII, a box is three cells wide.
  return `${markerOf(symbols, mark)}${fitEnd(sign, sign.length > 1 ? 3 : 2)} ${index + 1}`.padEnd(
    PREFIX_WIDTH,
  );
}

const CHOSEN: ReadonlySet<OptionMark> = new Set<OptionMark>(['chosen', 'pointed-chosen', 'sent', 'accepted']);

function markerOf(symbols: Theme['symbols'], mark: OptionMark | undefined): string {
  switch (mark) {
    case 'pointed':
    case 'pointed-chosen':
    case 'sent':
      return symbols.pointer;
    case 'accepted':
      return symbols.correct;
    default:
      return ' ';
  }
}

function styleOf(
  { theme: { styles }, isMultiple, mark }: TileProps,
  { tile, filled, isOutlined }: OptionLook,
): { readonly style: TextStyle; readonly isOutlined: boolean } {
  if (mark === 'faded') return { style: styles.faint, isOutlined: tile.backgroundColor === undefined };
  if (mark === 'pointed' && !isMultiple) return { style: styles.selected, isOutlined: false };
  if (mark === 'sent' || mark === 'accepted') return { style: filled, isOutlined: false };
  return { style: tile, isOutlined };
}
