import { Box, Text } from 'ink';
import type { GivenAnswer, PlayerSnapshot } from '../../../client/player-seat.ts';
import { questionDeadline } from '../../hooks/use-countdown.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { type DraftAnswer, widgetFor } from '../../questions/widgets.ts';
import { QuestionStatus } from '../../stage/question-status.tsx';
import { QuestionPanel, layOutQuestionPanel } from '../../stage/question-panel.tsx';
import type { TextStyle, Theme } from '../../theme.ts';
import { BigText, scaleFor } from '../../ui/big-text.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits } from '../../ui/layout.ts';
import { formatNumber } from '../../../text/numbers.ts';
import type { QuestionStage, Stage } from '../../../view/stage.ts';
import { PAUSED_TEXTS, givenTexts, instructionFor, questionHeading } from '../../../words/question.ts';
import { canAnswer, givenAnswer } from '../../../words/game.ts';

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
  const given = givenAnswer(snapshot);
  const isWaiting = given?.status === 'accepted' && stage.players > 1;
  const count = (rows: number) =>
    isWaiting && <AnsweredCount stage={stage} size={{ columns: size.columns, rows }} />;
  return (
    <QuestionPanel
      {...{ question, size, draft, given }}
      above={count}
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

interface AnsweredCountProps {
  readonly stage: PlayerQuestionProps['stage'];
  readonly size: Size;
}

/** How many players have answered, in large digits if there is room: what a player who has answered waits for. */
function AnsweredCount({ stage: { answered, players }, size: { columns, rows } }: AnsweredCountProps) {
  const { ascii, styles } = useTheme();
  const total = formatNumber(players);
  const widest = `${total} of ${total}`.replaceAll(/\d/gu, '8');
  const scale = scaleFor(widest, { columns, rows: Math.min(rows - 1, MAX_COUNT_ROWS) }, ascii);
  if (scale === 'plain') return null;
  return (
    <Box flexDirection="column" alignItems="center" flexShrink={0}>
      <BigText text={`${formatNumber(answered)} of ${total}`} scale={scale} style={styles.good} />
      <Text>have answered</Text>
    </Box>
  );
}

const MAX_COUNT_ROWS = 5;

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
  if (given) {
    const { mark, style } = statusLook(given, theme);
    return { texts: givenTexts(given, stage, symbols).map((text) => `${mark} ${text}`), style };
  }
  return pausedAt === null ? draftNote(theme, stage, draft) : { texts: PAUSED_TEXTS, style: {} };
}

function statusLook({ status }: GivenAnswer, { styles, symbols }: Theme) {
  switch (status) {
    case 'sent':
      return { mark: symbols.pointer, style: styles.strong };
    case 'accepted':
      return { mark: symbols.correct, style: styles.good };
    case 'rejected':
      return { mark: symbols.wrong, style: styles.bad };
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
  return { texts: isSentAtZero ? UNSENT_TEXTS : [instructionFor(question)], style: styles.faint };
}

const UNSENT_TEXTS = [
  'Press Enter to send it now. It is sent automatically when time runs out.',
  'Enter sends it now. At zero, it is sent automatically.',
  'Sent automatically at zero.',
];
