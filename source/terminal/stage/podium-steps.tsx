import { Box, Text } from 'ink';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type StandingsRow, StandingsTable } from './standings-table.tsx';
import { BlockLine } from '../ui/bar.tsx';
import { digitLines } from '../ui/big-text.tsx';
import { formatNumber } from '../../text/numbers.ts';
import { fitCenter, truncate } from '../../text/width.ts';

interface PodiumStepsProps {
  readonly standings: readonly StandingsRow[];
  /** The name to highlight. */
  readonly own?: string | undefined;
  readonly size: Size;
}

/** The top three on the steps of a podium, and the rest in a table below. Only the table if there is too little room. */
export function PodiumSteps({ standings, own, size }: PodiumStepsProps) {
  const tallest = tallestStep(size);
  if (tallest === 0 || standings.length < 2) {
    return <StandingsTable standings={standings} own={own} size={size} changes={false} />;
  }
  const width = Math.min(MAX_WIDTH, Math.floor((size.columns - 2 * GAP) / 3));
  const [first, second, third, ...others] = standings;
  const tableSize = { columns: size.columns, rows: size.rows - tallest - LABEL_ROWS - 1 };
  return (
    <Box flexDirection="column" rowGap={1} flexShrink={0}>
      <Box justifyContent="center" alignItems="flex-end" columnGap={GAP} height={tallest + LABEL_ROWS}>
        {[second, first, third].map((standing, position) => (
          <Step key={position} {...{ standing, width, tallest }} isOwn={standing?.name === own} />
        ))}
      </Box>
      {tableSize.rows > 0 && others.length > 0 && (
        <StandingsTable standings={others} own={own} size={tableSize} changes={false} />
      )}
    </Box>
  );
}

/** The height of the winner's step; 0 if there is no room for a podium. */
function tallestStep({ columns, rows }: Size): number {
  if (columns < 36 || rows < 11) return 0;
  if (rows >= 32) return MAX_STEP_HEIGHT;
  return rows >= 18 ? 8 : 6;
}

const GAP = 2;
const LABEL_ROWS = 2;
const MAX_WIDTH = 26;

/** At this height, even the third step has room for a large digit. */
const MAX_STEP_HEIGHT = 14;

interface StepProps {
  readonly standing: StandingsRow | undefined;
  readonly width: number;
  /** The height of the winner's step. */
  readonly tallest: number;
  readonly isOwn: boolean;
}

function Step({ standing, width, tallest, isOwn }: StepProps) {
  const { styles, symbols, medals } = useTheme();
  if (!standing) return <Box width={width} />;
  const { rank, name, score } = standing;
  const step = Math.min(3, rank) - 1;
  const height = Math.round(tallest * (RELATIVE_HEIGHTS[step] ?? 1));
  const label = isOwn ? `${symbols.pointer} ${name}` : name;
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      <Text {...(isOwn ? styles.selected : styles.strong)}>
        {fitCenter(truncate(label, width, symbols.ellipsis), width)}
      </Text>
      <Text>{fitCenter(formatNumber(score), width)}</Text>
      {stepLines({ rank, width, height, isLarge: tallest >= MAX_STEP_HEIGHT }).map((line, row) => (
        <BlockLine key={row} style={medals[step] ?? {}}>
          {line}
        </BlockLine>
      ))}
    </Box>
  );
}

/** The heights of the three steps, relative to the tallest. */
const RELATIVE_HEIGHTS = [1, 0.7, 0.5];

interface StepSize {
  readonly rank: number;
  readonly width: number;
  readonly height: number;
  readonly isLarge: boolean;
}

/** The lines of a step with the rank on it, in large digits if they fit. */
function stepLines({ rank, width, height, isLarge }: StepSize): string[] {
  const large = digitLines(String(rank));
  const digits = isLarge && (large[0]?.length ?? 0) <= width ? large : [` ${rank} `];
  return Array.from({ length: height }, (_, row) => {
    const digit = digits[row - 1] ?? '';
    const left = Math.max(0, Math.floor((width - digit.length) / 2));
    return ' '.repeat(left) + digit + ' '.repeat(Math.max(0, width - left - digit.length));
  });
}
