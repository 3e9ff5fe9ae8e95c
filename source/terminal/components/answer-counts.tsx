import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { fit, fitEnd, formatNumber, widthOf } from '../text.ts';
import { Bar } from './bar.tsx';

/** An answer that was typed, and how often. */
export interface CountedAnswer {
  readonly text: string;
  readonly count: number;
  readonly isRight: boolean;
  readonly isOwn: boolean;
}

interface AnswerCountsProps {
  /** The most frequent first. */
  readonly counts: readonly CountedAnswer[];
  readonly columns: number;
  readonly rows: number;
}

/** A row for each answer that was given, with a bar for how often, as many as there is room for. */
export function AnswerCounts({ counts, columns, rows }: AnswerCountsProps) {
  const { styles, symbols } = useTheme();
  const visible = counts.slice(0, Math.max(0, rows));
  const most = Math.max(1, ...visible.map(({ count }) => count));
  const barWidth = Math.max(4, Math.floor(columns * 0.35));
  const longest = Math.max(0, ...visible.map(({ text }) => widthOf(text)));
  const textWidth = Math.min(longest, columns - barWidth - MARK_WIDTH - COUNT_WIDTH - 3);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {visible.map(({ text, count, isRight, isOwn }) => (
        <Box key={text} height={1} columnGap={1}>
          <Text {...(isRight ? styles.good : styles.accent)}>
            {fitEnd(isRight ? symbols.right : isOwn ? symbols.pointer : '', MARK_WIDTH)}
          </Text>
          <Text {...(isRight || isOwn ? styles.strong : {})}>{fit(text, textWidth, symbols.ellipsis)}</Text>
          <Bar
            filled={(count / most) * barWidth}
            width={barWidth}
            style={isRight ? styles.good : styles.accent}
          />
          <Text>{fitEnd(formatNumber(count), COUNT_WIDTH)}</Text>
        </Box>
      ))}
    </Box>
  );
}

const MARK_WIDTH = 1;
const COUNT_WIDTH = 6;
