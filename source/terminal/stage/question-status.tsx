import type { Theme } from '../theme.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import type { Deadline } from '../hooks/use-countdown.ts';
import { Box, Text } from 'ink';
import { useTheme } from '../hooks/use-theme.ts';
import { truncate, widthOf } from '../../text/width.ts';
import { CountdownBar, PausedBadge } from './countdown.tsx';

/** `Question 3 of 12`, and where no points can be won in a question that has a right answer, that. */
export function questionHeading(
  { index, total, points, type }: AskedQuestion,
  { dot }: Theme['symbols'],
): string {
  const place = `Question ${index + 1} of ${total}`;
  return points === 0 && type !== 'poll' ? `${place} ${dot} no points` : place;
}

export interface QuestionStatusProps {
  /** The longest label that leaves room for the bar is shown; longest first. */
  readonly labels: readonly string[];
  /** Null: no limit. */
  readonly deadline: Deadline | null;
  readonly isPaused: boolean;
  readonly columns: number;
}

/** One line above a question: where we are, and how much time is left. */
export function QuestionStatus({ labels, deadline, isPaused, columns }: QuestionStatusProps) {
  const { styles, symbols } = useTheme();
  const fitting = labels.find((label) => widthOf(label) <= columns / 2) ?? labels.at(-1) ?? '';
  const label = truncate(fitting, Math.floor(columns / 2), symbols.ellipsis);
  return (
    <Box height={1} flexShrink={0} columnGap={2} overflow="hidden">
      <Text {...styles.accent}>{label}</Text>
      {deadline && <CountdownBar deadline={deadline} columns={columns - widthOf(label) - 2} />}
      {!deadline && isPaused && <PausedBadge />}
      {!deadline && <Text>no time limit</Text>}
    </Box>
  );
}
