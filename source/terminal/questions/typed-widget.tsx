import { Box, Text } from 'ink';
import type { GivenAnswer } from '../../client/player-seat.ts';
import { answerText } from '../../quiz/questions/shown-question.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { AnswerBar, useGrowth } from './answer-bar.tsx';
import type { AnswerLayout, AnswersProps, RevealMeasure } from './question-widget.ts';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { INPUT_WIDTH, firstThatFits } from '../ui/layout.ts';
import type { TextField } from '../ui/text-field.ts';
import { FRAMED_INPUT_ROWS, FramedTextInput, TextInput } from '../ui/text-input.tsx';
import { fit, widthOf } from '../../text/width.ts';
import type { AskedQuestion, RevealStage } from '../../view/stage.ts';
import type { OwnAnswer } from '../../words/result.ts';

/** An answer being typed. */
export type TypedDraft = TextField;

/** The common part of all widgets with a typed answer. */
export const typedWidget = {
  draftNote: () => [],
  // Code needs the rows more than the input needs a frame.
  answerRows: ({ code }: AskedQuestion) => ({ minimum: 1, preferred: code ? 1 : FRAMED_INPUT_ROWS }),
  layOutAnswers: (_question: unknown, { rows }: Size): AnswerLayout => ({
    rows: rows < FRAMED_INPUT_ROWS ? 1 : FRAMED_INPUT_ROWS,
    columns: 1,
    isCut: false,
  }),
  revealRows: ({ distribution }: RevealStage) => ({
    minimum: 2 + Math.min(2, distribution.length),
    preferred: HEAD_ROWS + Math.min(MIN_LISTED, distribution.length),
    spacious: HEAD_ROWS + 2 + distribution.length + 1,
  }),
  measureReveal: ({ question, correct }: RevealStage, { columns, rows }: Size): RevealMeasure => ({
    // The list of answers fills them: its last row stands for all answers that it leaves out.
    rows,
    isCut: correct !== null && widthOf(answerText(question, correct)) > columns - MARK_WIDTH,
  }),
} as const;

/** The correct answer, the player's own answer and an empty row. */
const HEAD_ROWS = 3;

interface TypedAnswersProps extends Pick<
  AnswersProps<TypedDraft, AnswerLayout>,
  'layout' | 'draft' | 'columns'
> {
  /** The player's answer as text; null before there is one. */
  readonly given: string | null;
  readonly unit?: string | undefined;
  /** How the draft is read, if that is not obvious. */
  readonly reading?: string;
}

/** The input, with the player's answer in it once there is one. */
export function TypedAnswers({ layout, draft, columns, given, unit = '', reading = '' }: TypedAnswersProps) {
  const { styles, symbols } = useTheme();
  const unitWidth = unit === '' ? 0 : widthOf(unit) + 1;
  const width = Math.min(columns - unitWidth, INPUT_WIDTH);
  const asideWidth = reading === '' ? 0 : widthOf(reading) + 1;
  const isFramed = layout.rows >= FRAMED_INPUT_ROWS;
  // Centred by hand, because Yoga rounds half a cell differently for a frame and for a text.
  const left = isFramed ? Math.floor((columns - width - unitWidth) / 2) : 0;
  return (
    <Box height={layout.rows} paddingLeft={left} alignItems="center" flexShrink={0}>
      {given !== null && !isFramed && (
        <TruncatedText columns={columns} style={styles.strong}>
          {given}
        </TruncatedText>
      )}
      {isFramed && (
        <FramedTextInput
          field={draft}
          columns={width}
          aside={given === null ? reading : symbols.correct}
          fixed={given}
        />
      )}
      {given === null && !isFramed && (
        <>
          <Text {...styles.accent}>{`${symbols.pointer} `}</Text>
          {draft && <TextInput field={draft} width={width - 2 - asideWidth} />}
        </>
      )}
      {given === null && unit !== '' && <Text>{` ${unit}`}</Text>}
      {given === null && !isFramed && reading !== '' && <Text {...styles.faint}>{` ${reading}`}</Text>}
    </Box>
  );
}

/** The value of the player's answer, unless the server rejected it. */
export function givenValue(given: GivenAnswer | null): GivenAnswer['value'] | null {
  return given && given.status !== 'rejected' ? given.value : null;
}

interface TypedRevealProps {
  readonly stage: RevealStage;
  readonly correct: string;
  /** The player's own answer, in words. */
  readonly ownText: string;
  readonly own: OwnAnswer | null;
  readonly isOwn: (answer: string | number) => boolean;
  readonly size: Size;
}

/** The correct answer, the player's own answer, and all answers by frequency. */
export function TypedReveal({ stage, correct, ownText, own, isOwn, size }: TypedRevealProps) {
  const { styles, symbols } = useTheme();
  const { columns, rows } = size;
  const listed = [...stage.distribution].filter((entry) => typeof entry === 'object');
  const headRows = own ? 2 : 1;
  const isTall = rows >= headRows + 2 + Math.min(listed.length, MIN_LISTED);
  const gap = rows > headRows + (isTall ? 2 : 0) + Math.min(listed.length, MIN_LISTED) ? 1 : 0;
  const text = fit(` ${symbols.correct} ${correct}`, columns, symbols.ellipsis);
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      <Box flexDirection="column" flexShrink={0}>
        {(isTall ? ['', text, ''] : [text]).map((line, row) => (
          <Text key={row} {...styles.goodBadge}>
            {fit(line, columns)}
          </Text>
        ))}
        {own && (
          <TruncatedText columns={columns} style={own.isCorrect ? styles.good : styles.bad}>
            {firstThatFits(
              ['Your answer', 'Yours'].map(
                (name) => ` ${own.isCorrect ? symbols.correct : symbols.wrong} ${name}: ${ownText}`,
              ),
              columns,
            )}
          </TruncatedText>
        )}
      </Box>
      <AnswerCounts
        stage={stage}
        counts={listed.map(({ answer, count, correct }) => ({
          text: String(answer),
          count,
          isCorrect: correct,
          isOwn: isOwn(answer),
        }))}
        columns={columns}
        rows={rows - headRows - (isTall ? 2 : 0) - gap}
      />
    </Box>
  );
}

/** With fewer rows for the list of answers, the correct one is shown in a single row. */
const MIN_LISTED = 4;

/** A typed answer, and how many players gave it. */
export interface CountedAnswer {
  readonly text: string;
  readonly count: number;
  readonly isCorrect: boolean;
  readonly isOwn: boolean;
}

interface AnswerCountsProps {
  readonly stage: RevealStage;
  /** The most frequent first. */
  readonly counts: readonly CountedAnswer[];
  readonly columns: number;
  readonly rows: number;
}

/** A row with a bar for each answer, as many as fit, and one for all others. */
function AnswerCounts({ stage, counts, columns, rows }: AnswerCountsProps) {
  const { answered } = stage;
  const rest = (listed: readonly CountedAnswer[]) =>
    listed.reduce((left, { count }) => left - count, answered);
  const fitting = counts.slice(0, Math.max(0, rows));
  const visible = rest(fitting) > 0 && fitting.length === rows ? fitting.slice(0, -1) : fitting;
  const others = rest(visible);
  const shown =
    others > 0 && rows > 0
      ? [...visible, { text: OTHERS, count: others, isCorrect: false, isOwn: false }]
      : visible;
  const most = Math.max(0, ...shown.map(({ count }) => count));
  const longest = Math.max(0, ...shown.map(({ text }) => widthOf(text)));
  const textWidth = Math.min(longest, Math.floor(columns * 0.5) - MARK_WIDTH);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {shown.map((counted, index) => (
        <AnswerRow
          key={index}
          {...{ stage, counted, most, textWidth, columns }}
          listedRows={shown.length}
          isListed={index < visible.length}
        />
      ))}
    </Box>
  );
}

const OTHERS = 'other answers';

interface AnswerRowProps extends Pick<AnswerCountsProps, 'stage' | 'columns'> {
  readonly counted: CountedAnswer;
  readonly most: number;
  readonly textWidth: number;
  readonly listedRows: number;
  /** Whether it is one answer, not all others. */
  readonly isListed: boolean;
}

function AnswerRow({ stage, counted, most, textWidth, columns, listedRows, isListed }: AnswerRowProps) {
  const { styles, symbols } = useTheme();
  const growth = useGrowth(stage.question.index, listedRows * columns);
  const { text, count, isCorrect, isOwn } = counted;
  const mark = isCorrect ? symbols.correct : isOwn ? symbols.pointer : '';
  const style = isCorrect || isOwn ? styles.strong : isListed ? {} : styles.faint;
  return (
    <Box height={1}>
      <Text {...(isCorrect ? styles.good : styles.accent)}>{fit(` ${mark}`, MARK_WIDTH)}</Text>
      <Text {...style}>{`${fit(text, textWidth, symbols.ellipsis)}  `}</Text>
      <AnswerBar
        {...{ count, most, growth, style }}
        answered={stage.answered}
        width={columns - MARK_WIDTH - textWidth - 2}
        barStyle={isCorrect ? styles.good : isListed ? styles.accent : styles.faint}
      />
    </Box>
  );
}

const MARK_WIDTH = 3;
