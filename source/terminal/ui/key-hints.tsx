import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { isNarrow } from './layout.ts';
import { widthOf } from '../../text/width.ts';

/** A key and what it does. */
export interface KeyHint {
  readonly key: string;
  readonly label: string;
  /** The label where there is no room for all the hints. Default: `label`. */
  readonly short?: string;
}

interface KeyHintsProps {
  readonly hints: readonly KeyHint[];
  readonly columns: number;
}

/**
 * The keys that work now. If they do not all fit, labels are shortened; if that is not enough, the last hint stays and those before
 * it are dropped.
 */
export function KeyHints({ hints, columns }: KeyHintsProps) {
  const { styles } = useTheme();
  return (
    <Box columnGap={gapFor(columns)}>
      {fitHints(hints, columns).map(({ key, label }) => (
        <Text key={key} wrap="truncate-end">
          <Text {...styles.key}>{` ${key} `}</Text> {label}
        </Text>
      ))}
    </Box>
  );
}

function gapFor(columns: number): number {
  return isNarrow(columns) ? 1 : 2;
}

function fitHints(hints: readonly KeyHint[], columns: number): readonly KeyHint[] {
  const gap = gapFor(columns);
  const needed = hints.reduce((sum, { key, label }) => sum + widthOf(key) + widthOf(label) + 3 + gap, -gap);
  if (needed <= columns || hints.length < 2) return hints;
  const areLong = hints.some(({ short }) => short !== undefined);
  const shorter = areLong
    ? hints.map(({ key, label, short = label }) => ({ key, label: short }))
    : hints.toSpliced(-2, 1);
  return fitHints(shorter, columns);
}
