import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type StandingsRow, StandingsTable } from './standings-table.tsx';
import { BlockLine } from '../ui/bar.tsx';
import { digitLines } from '../ui/big-text.tsx';
import { formatNumber } from '../../text/numbers.ts';
import { fitCentre, truncate } from '../../text/width.ts';

interface PodiumStepsProps {
  readonly top: readonly StandingsRow[];
  readonly own?: string | undefined;
  readonly size: Size;
}

/** The first three on a podium, where there is room for one, and the others below. */
export function PodiumSteps({ top, own, size }: PodiumStepsProps) {
  const blocks = blockHeight(size);
  if (blocks === 0 || top.length < 2)
    return <StandingsTable top={top} own={own} size={size} changes={false} />;
  const width = Math.min(MAXIMUM_WIDTH, Math.floor((size.columns - 2 * GAP) / 3));
  const [first, second, third, ...others] = top;
  const restRows = size.rows - blocks - LABEL_ROWS - 1;
  return (
    <Box flexDirection="column" rowGap={1} flexShrink={0}>
      <Box justifyContent="center" alignItems="flex-end" columnGap={GAP} height={blocks + LABEL_ROWS}>
        {[second, first, third].map((standing, place) => (
          <Step key={place} {...{ standing, width, blocks }} isOwn={standing?.name === own} />
        ))}
      </Box>
      {restRows > 0 && others.length > 0 && (
        <StandingsTable
          top={others}
          own={own}
          size={{ columns: size.columns, rows: restRows }}
          changes={false}
        />
      )}
    </Box>
  );
}

/** The height of the first place's block; 0 where there is no room for a podium. */
function blockHeight({ columns, rows }: Size): number {
  if (columns < 36 || rows < 11) return 0;
  if (rows >= 32) return 14;
  return rows >= 18 ? 8 : 6;
}

const GAP = 2;
const LABEL_ROWS = 2;
const MAXIMUM_WIDTH = 26;

interface StepProps {
  readonly standing: StandingsRow | undefined;
  readonly width: number;
  readonly blocks: number;
  readonly isOwn: boolean;
}

function Step({ standing, width, blocks, isOwn }: StepProps) {
  const { styles, symbols, medals, color } = useTheme();
  if (!standing) return <Box width={width} />;
  const { rank, name, score } = standing;
  const step = Math.min(3, rank) - 1;
  const height = Math.round(blocks * (HEIGHTS[step] ?? 1));
  const label = isOwn ? `${symbols.pointer} ${name}` : name;
  const ink = color ? { fill: ' ', text: '#' } : { fill: '#', text: ' ' };
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      <Text {...(isOwn ? styles.selected : styles.strong)}>
        {fitCentre(truncate(label, width, symbols.ellipsis), width)}
      </Text>
      <Text>{fitCentre(formatNumber(score), width)}</Text>
      {blockLines({ rank, width, height, isLarge: blocks >= LARGE_BLOCKS }, ink).map((line, row) => (
        <BlockLine key={row} style={medals[step] ?? {}}>
          {line}
        </BlockLine>
      ))}
    </Box>
  );
}

/** Of the first place's. */
const HEIGHTS = [1, 0.7, 0.5];

interface Block {
  readonly rank: number;
  readonly width: number;
  readonly height: number;
  readonly isLarge: boolean;
}

interface Ink {
  readonly fill: string;
  readonly text: string;
}

/** A block with its rank, in large digits where there is room for them. */
function blockLines({ rank, width, height, isLarge }: Block, ink: Ink): string[] {
  const digits = isLarge
    ? digitLines(String(rank)).map((line) =>
        Array.from(line, (pixel) => (pixel === ' ' ? ink.fill : ink.text)).join(''),
      )
    : [` ${rank} `];
  return Array.from({ length: height }, (_, row) => {
    const digit = digits[row - 1] ?? '';
    const left = Math.floor((width - digit.length) / 2);
    return ink.fill.repeat(left) + digit + ink.fill.repeat(width - left - digit.length);
  });
}

/** With these the third place's is as high as a large digit needs. */
const LARGE_BLOCKS = 14;
