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
  /** What the key does, in more words, for the list of all keys. Default: `label`. */
  readonly about?: string;
  /** Whether the hint stays where there is no room for all of them. Default: only the last one. */
  readonly stays?: boolean;
  /** False while the key is ignored for a moment. Default: true. */
  readonly isActive?: boolean;
}

interface KeyHintsProps {
  readonly hints: readonly KeyHint[];
  readonly columns: number;
}

/**
 * The keys that work now. If they do not all fit, labels are shortened; if that is not enough, hints are dropped from the end, apart
 * from those that stay.
 */
export function KeyHints({ hints, columns }: KeyHintsProps) {
  const { styles } = useTheme();
  return (
    <Box columnGap={gapFor(columns)}>
      {fitHints(hints, columns).map(({ key, label, isActive = true }) => (
        <Text key={key} wrap="truncate-end" {...(isActive ? {} : styles.faint)}>
          <Text {...(isActive ? styles.key : {})}>{` ${key} `}</Text> {label}
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
  const dropped = hints.findLastIndex(({ stays = false }, index) => !stays && index < hints.length - 1);
  if (needed <= columns || dropped < 0) return hints;
  const areLong = hints.some(({ short }) => short !== undefined);
  const shorter = areLong
    ? hints.map(({ short, ...hint }) => ({ ...hint, label: short ?? hint.label }))
    : hints.toSpliced(dropped, 1);
  return fitHints(shorter, columns);
}
