import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { isNarrow } from './layout.ts';
import { widthOf } from '../../text/width.ts';

/** A key and what it does. */
export interface KeyHint {
  readonly key: string;
  readonly label: string;
}

interface KeyHintsProps {
  readonly hints: readonly KeyHint[];
  readonly columns: number;
}

/** The keys that work now. If they do not all fit, the last hint stays and the ones before it are dropped. */
export function KeyHints({ hints, columns }: KeyHintsProps) {
  const { styles, color } = useTheme();
  return (
    <Box columnGap={gapFor(columns)}>
      {fitHints(hints, columns).map(({ key, label }) => (
        <Text key={key} wrap="truncate-end">
          <Text {...styles.key}>{color ? ` ${key} ` : `[${key}]`}</Text> {label}
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
  return fitHints(hints.toSpliced(-2, 1), columns);
}
