import { Box } from 'ink';
import type { PlayerSnapshot } from '../../../client/player-seat.ts';
import { questionDeadline } from '../../hooks/use-countdown.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { canAnswer, givenAnswer } from '../answer-draft.ts';
import { type DraftAnswer, widgetFor } from '../../questions/widgets.ts';
import { QuestionStatus, questionHeading } from '../../stage/question-status.tsx';
import { QuestionPanel, layOutQuestionPanel } from '../../stage/question-panel.tsx';
import type { TextStyle, Theme } from '../../theme.ts';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits } from '../../ui/layout.ts';
import type { QuestionStage, Stage } from '../../../view/stage.ts';

interface PlayerQuestionProps {
  readonly snapshot: PlayerSnapshot;
  readonly stage: QuestionStage & { readonly players: number };
  readonly draft: DraftAnswer | null;
  readonly now: () => number;
  readonly size: Size;
}

/** An open question to answer. */
export function PlayerQuestion({ snapshot, stage, draft, now, size }: PlayerQuestionProps) {
  const theme = useTheme();
  const { question, pausedAt } = stage;
  const { texts, style } = noteFor(theme, snapshot, stage, draft);
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
            {firstThatFits(texts, size.columns)}
          </TruncatedText>
        </Box>
      }
    />
  );
}

/** The columns of the options' grid on this stage. */
export function gridColumns(stage: Stage | null, size: Size, ellipsis: string): number {
  return stage?.phase === 'question'
    ? layOutQuestionPanel(stage.question, size, ellipsis).answers.columns
    : 1;
}

interface Note {
  /** The longest first. */
  readonly texts: readonly string[];
  readonly style: TextStyle;
}

/** What to do, or the status of the answer. */
function noteFor(
  theme: Theme,
  snapshot: PlayerSnapshot,
  stage: PlayerQuestionProps['stage'],
  draft: DraftAnswer | null,
): Note {
  const { styles, symbols } = theme;
  const { question, pausedAt } = stage;
  const problem = draft && canAnswer(snapshot) ? widgetFor(question).problemWith?.(draft) : '';
  if (problem) return { texts: [`${symbols.wrong} ${problem}`], style: styles.bad };
  const given = givenAnswer(snapshot);
  const name = given ? widgetFor(question).describeAnswer(given.value, question) : '';
  switch (given?.status) {
    case 'sent':
      return { texts: [`${symbols.pointer} ${name} sent${symbols.ellipsis}`], style: styles.strong };
    case 'accepted': {
      if (given.isAutomatic) return { texts: automaticTexts(name, symbols), style: styles.good };
      const lockedIn = `${symbols.right} ${name} locked in`;
      const waiting = `${lockedIn}. Waiting for the others${symbols.ellipsis}`;
      const texts = [...(stage.players > 1 ? [waiting] : []), lockedIn, `${symbols.right} Answer locked in`];
      return { texts, style: styles.good };
    }
    case 'rejected':
      return {
        texts: [`${symbols.wrong} ${given.message ?? 'Your answer was not accepted.'}`],
        style: styles.bad,
      };
    case undefined:
      return pausedAt === null ? draftNote(theme, stage, draft) : { texts: PAUSED_TEXTS, style: {} };
  }
}

/** What to know about the draft; before there is one, what to do. */
function draftNote(
  { styles }: Theme,
  { question, autoSubmit, closesAt }: QuestionStage,
  draft: DraftAnswer | null,
): Note {
  const widget = widgetFor(question);
  const note = draft ? widget.draftNote(draft) : [];
  if (note.length > 0) return { texts: note, style: styles.strong };
  const isUnsent = draft !== null && widget.unsentAnswer(draft, question) !== null;
  const isSentAtZero = isUnsent && autoSubmit && closesAt !== null;
  return { texts: isSentAtZero ? UNSENT_TEXTS : [widget.instruction], style: styles.faint };
}

const UNSENT_TEXTS = [
  'Press Enter to send it now. It is sent automatically when time runs out.',
  'Enter sends it now. At zero, it is sent automatically.',
  'Sent automatically at zero.',
];

function automaticTexts(name: string, { right }: Theme['symbols']): string[] {
  return [`${right} Time's up: ${name} sent automatically`, `${right} Sent automatically`];
}

const PAUSED_TEXTS = [
  'The game is paused. You can answer once it resumes.',
  'You can answer once it resumes.',
];
