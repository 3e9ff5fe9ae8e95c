import { Box, Text } from 'ink';
import type { Deadline } from '../hooks/use-countdown.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { CountdownBar, PAUSED_WIDTH, PausedBadge } from './countdown.tsx';
import { firstThatFits } from '../ui/layout.ts';
import { truncate, widthOf } from '../../text/width.ts';
import { NO_TIME_LIMIT } from '../../words/question.ts';

interface QuestionStatusProps {
  /** The label in several lengths, longest first. */
  readonly labels: readonly string[];
  /** Null without a time limit. */
  readonly deadline: Deadline | null;
  readonly isPaused: boolean;
  readonly columns: number;
}

/** One line above a question, with a label and the time left. */
export function QuestionStatus({ labels, deadline, isPaused, columns }: QuestionStatusProps) {
  const { styles, symbols } = useTheme();
  const besideWidth = widthOf(NO_TIME_LIMIT) + GAP + (isPaused ? PAUSED_WIDTH + GAP : 0);
  const room = Math.max(1, deadline ? Math.floor(columns / 2) : columns - besideWidth);
  const label = truncate(firstThatFits(labels, room), room, symbols.ellipsis);
  return (
    <Box height={1} flexShrink={0} columnGap={GAP} overflow="hidden">
      <Text {...styles.accent}>{label}</Text>
      {deadline && <CountdownBar deadline={deadline} columns={columns - widthOf(label) - GAP} />}
      {!deadline && isPaused && <PausedBadge />}
      {!deadline && <Text>{NO_TIME_LIMIT}</Text>}
    </Box>
  );
}

const GAP = 2;
