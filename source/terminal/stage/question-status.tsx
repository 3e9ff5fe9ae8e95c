import { Box, Text } from 'ink';
import type { Deadline } from '../hooks/use-countdown.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { Theme } from '../theme.ts';
import { CountdownBar, PausedBadge } from './countdown.tsx';
import { firstThatFits } from '../ui/layout.ts';
import { truncate, widthOf } from '../../text/width.ts';
import type { AnnouncedQuestion, AskedQuestion } from '../../view/stage.ts';

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
  const room = Math.floor(columns / 2);
  const label = truncate(firstThatFits(labels, room), room, symbols.ellipsis);
  return (
    <Box height={1} flexShrink={0} columnGap={2} overflow="hidden">
      <Text {...styles.accent}>{label}</Text>
      {deadline && <CountdownBar deadline={deadline} columns={columns - widthOf(label) - 2} />}
      {!deadline && isPaused && <PausedBadge />}
      {!deadline && <Text>no time limit</Text>}
    </Box>
  );
}

/** The position of a question in the quiz, and a note if it is worth no points. Nobody expects points for a poll. */
export function questionHeading(question: AskedQuestion, { dot }: Theme['symbols']): string {
  const position = questionPosition(question);
  return question.points === 0 && question.type !== 'poll' ? `${position} ${dot} no points` : position;
}

/** `Question 3 of 12`. */
export function questionPosition({ index, total }: Pick<AnnouncedQuestion, 'index' | 'total'>): string {
  return `Question ${index + 1} of ${total}`;
}
