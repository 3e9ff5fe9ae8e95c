import { Box } from 'ink';
import type { PlayerSnapshot } from '../../../client/player-seat.ts';
import { questionDeadline } from '../../hooks/use-countdown.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { givenAnswer } from '../answer-draft.ts';
import { type DraftAnswer, widgetFor } from '../../questions/widgets.ts';
import { QuestionPanel, layOutQuestionPanel } from '../../stage/question-panel.tsx';
import type { Theme } from '../../theme.ts';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import type { QuestionStage, Stage } from '../../../view/stage.ts';
import { questionHeading, QuestionStatus } from '../../stage/question-status.tsx';

interface QuestionProps {
  readonly snapshot: PlayerSnapshot;
  readonly stage: QuestionStage;
  /** The answer that is being put together. */
  readonly draft: DraftAnswer | null;
  readonly now: () => number;
  readonly size: Size;
}

/** An open question, to be answered. */
export function Question({ snapshot, stage, draft, now, size }: QuestionProps) {
  const theme = useTheme();
  const { question, pausedAt } = stage;
  const { text, style } = noteFor(theme, snapshot, stage);
  return (
    <QuestionPanel
      {...{ question, size, draft }}
      given={givenAnswer(snapshot)}
      status={
        <QuestionStatus
          labels={[questionHeading(question, theme.symbols), `${question.index + 1} of ${question.total}`]}
          deadline={questionDeadline(stage, now)}
          isPaused={pausedAt !== null}
          columns={size.columns}
        />
      }
      note={
        <Box height={1} flexShrink={0}>
          <TruncatedText columns={size.columns} style={style}>
            {text}
          </TruncatedText>
        </Box>
      }
    />
  );
}

/** How many columns the options on stage stand in. */
export function gridColumns(stage: Stage | null, size: Size, ellipsis: string): number {
  return stage?.phase === 'question'
    ? layOutQuestionPanel(stage.question, size, ellipsis).answers.columns
    : 1;
}

interface Note {
  readonly text: string;
  readonly style: Theme['styles']['good'];
}

function noteFor({ styles, symbols }: Theme, snapshot: PlayerSnapshot, stage: QuestionStage): Note {
  const { question, pausedAt } = stage;
  const given = givenAnswer(snapshot);
  const name = given ? widgetFor(question).describeAnswer(given.value, question) : '';
  switch (given?.status) {
    case 'sent':
      return { text: `${symbols.pointer} ${name} sent${symbols.ellipsis}`, style: styles.strong };
    case 'taken':
      return { text: `${symbols.right} ${name} taken. Wait for the others.`, style: styles.good };
    case 'rejected':
      return { text: `${symbols.wrong} ${given.message ?? 'The answer was not taken.'}`, style: styles.bad };
    case undefined:
      return pausedAt === null
        ? { text: widgetFor(question).instruction, style: styles.faint }
        : { text: 'The game is paused: answer when it goes on.', style: {} };
  }
}
