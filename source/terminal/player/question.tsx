import { Box, Text } from 'ink';
import type { GivenAnswer, PlayerSnapshot } from '../../client/player-seat.ts';
import type { QuestionStage, Stage } from '../../view/stage.ts';
import type { OptionMark } from '../components/option-list.tsx';
import { QuestionScreen, optionColumns } from '../components/question-screen.tsx';
import { QuestionStatus } from '../components/question-status.tsx';
import { deadlineOf } from '../hooks/use-countdown.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { indexOf, optionsOf } from '../options.ts';
import type { Theme } from '../theme.ts';
import { givenAnswer } from './given-answer.ts';

interface QuestionProps {
  readonly snapshot: PlayerSnapshot;
  readonly stage: QuestionStage;
  /** The option that the arrows are on; -1 for none. */
  readonly pointed: number;
  readonly now: () => number;
  readonly size: Size;
}

/** An open question, to be answered. */
export function Question({ snapshot, stage, pointed, now, size }: QuestionProps) {
  const theme = useTheme();
  const { question, pausedAt } = stage;
  const given = givenAnswer(snapshot);
  const place = `${question.index + 1} of ${question.total}`;
  const { text, style } = noteFor(theme, given, pausedAt !== null);
  return (
    <QuestionScreen
      question={question}
      size={size}
      status={
        <QuestionStatus
          labels={[`Question ${place}`, place]}
          deadline={deadlineOf(stage, now)}
          isPaused={pausedAt !== null}
          columns={size.columns}
        />
      }
      marks={marksFor(given, pointed, optionsOf(question).length)}
      note={
        <Box height={1} flexShrink={0}>
          <Text {...style} wrap="truncate-end">
            {text}
          </Text>
        </Box>
      }
    />
  );
}

/** How many columns the options on stage stand in. */
export function gridColumns(stage: Stage | null, size: Size, ellipsis: string): number {
  if (stage?.phase !== 'question') return 1;
  return optionColumns(stage.question, size, true, ellipsis);
}

function marksFor(given: GivenAnswer | null, pointed: number, options: number): Map<number, OptionMark> {
  if (!given || given.status === 'rejected') return new Map([[pointed, 'pointed']]);
  const chosen = indexOf(given.value);
  const { status } = given;
  return new Map(Array.from({ length: options }, (_, index) => [index, index === chosen ? status : 'faded']));
}

interface Note {
  readonly text: string;
  readonly style: Theme['styles']['good'];
}

function noteFor({ styles, symbols }: Theme, given: GivenAnswer | null, isPaused: boolean): Note {
  const digit = given && indexOf(given.value) + 1;
  switch (given?.status) {
    case 'sent':
      return { text: `${symbols.pointer} Answer ${digit} sent${symbols.ellipsis}`, style: styles.strong };
    case 'taken':
      return { text: `${symbols.right} Answer ${digit} taken. Wait for the others.`, style: styles.good };
    case 'rejected':
      return { text: `${symbols.wrong} ${given.message ?? 'The answer was not taken.'}`, style: styles.bad };
    case undefined:
      return { text: isPaused ? 'The game is paused: answer when it goes on.' : '', style: {} };
  }
}
