import { Box, Text } from 'ink';
import { type Deadline, questionDeadline } from '../../hooks/use-countdown.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { widgetFor } from '../../questions/widgets.ts';
import { CountdownBar, CountdownDigits } from '../countdown.tsx';
import { LEAST_EXPLANATION } from '../explanation.tsx';
import { QuestionStatus } from '../question-status.tsx';
import { BigText, type Scale, bigTextWidth, rowsOf, scaleFor } from '../../ui/big-text.tsx';
import { CodeBlock, codeRows } from '../../ui/code-block.tsx';
import { TruncatedText, WrappedText } from '../../ui/fitted-text.tsx';
import { TitledBox } from '../../ui/titled-box.tsx';
import { formatNumber } from '../../../text/numbers.ts';
import { widthOf, wrap } from '../../../text/width.ts';
import type { AskedQuestion, QuestionStage } from '../../../view/stage.ts';
import { instructionFor, questionHeading } from '../../../words/question.ts';

export interface BigQuestionProps {
  readonly stage: QuestionStage & { readonly players: number };
  readonly now: () => number;
  readonly size: Size;
  readonly layout: BigQuestionLayout;
}

/** The question in a frame, and beside it the clock and the number of answers in large digits. */
export function BigQuestion({ stage, now, size, layout }: BigQuestionProps) {
  const { styles } = useTheme();
  const { question, pausedAt } = stage;
  const { columns } = size;
  const { side, answers } = layout;
  const deadline = questionDeadline(stage, now);
  const widget = widgetFor(question);
  return (
    <Box height={size.rows} flexDirection="column" justifyContent="space-between" overflow="hidden">
      <Box height={1} flexShrink={0}>
        {deadline ? (
          <CountdownBar deadline={deadline} columns={columns} />
        ) : (
          <QuestionStatus labels={['']} deadline={null} isPaused={pausedAt !== null} columns={columns} />
        )}
      </Box>
      <Box columnGap={SIDE_GAP} alignItems="center" flexShrink={0}>
        <BigQuestionText question={question} layout={layout} />
        <Side {...{ side, deadline }} />
      </Box>
      {widget.renderAnswers({ question, layout: answers, draft: null, given: null, columns })}
      <TruncatedText columns={columns} style={styles.faint}>
        {instructionFor(question)}
      </TruncatedText>
    </Box>
  );
}

interface BigQuestionTextProps {
  readonly question: AskedQuestion;
  readonly layout: Pick<BigQuestionLayout, 'left' | 'boxRows'>;
}

/** The text of a question in a frame, above its code. */
export function BigQuestionText({ question, layout: { left, boxRows } }: BigQuestionTextProps) {
  const { styles, symbols } = useTheme();
  return (
    <Box flexDirection="column" width={left} rowGap={1} flexShrink={0}>
      <TitledBox title={questionHeading(question, symbols)} columns={left} rows={boxRows}>
        <WrappedText columns={left - 2 * MARGIN} style={styles.strong} isCentred={!question.code}>
          {question.text}
        </WrappedText>
      </TitledBox>
      {question.code && (
        <CodeBlock
          key={question.index}
          code={question.code}
          columns={left}
          rows={codeRows(question.code.text, left)}
        />
      )}
    </Box>
  );
}

/** The empty columns on each side of the text, including its frame. */
const MARGIN = 4;

/** The space between the frame and what is beside it. */
export const SIDE_GAP = 3;

interface SideProps {
  readonly side: SideLayout;
  readonly deadline: Deadline | null;
}

/** The clock, and how many players have answered. */
function Side({ side, deadline }: SideProps) {
  const { columns, clock, count, caption, countScale } = side;
  const width = { width: columns, justifyContent: 'center', flexShrink: 0 } as const;
  return (
    <Box flexDirection="column" rowGap={1} flexShrink={0}>
      {deadline && (
        <Box {...width}>
          <CountdownDigits deadline={deadline} scale={clock} />
        </Box>
      )}
      <LargeCount {...{ count, caption, columns }} scale={countScale} />
    </Box>
  );
}

interface LargeCountProps {
  /** A number, or `17 of 29`. */
  readonly count: string;
  readonly scale: Scale;
  readonly caption: string;
  readonly columns: number;
}

/** A number in large digits, and what it counts. */
export function LargeCount({ count, scale, caption, columns }: LargeCountProps) {
  const { styles } = useTheme();
  const width = { width: columns, justifyContent: 'center', flexShrink: 0 } as const;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Box {...width}>
        <BigText text={count} scale={scale} style={styles.strong} />
      </Box>
      <Box {...width}>
        <Text>{caption}</Text>
      </Box>
    </Box>
  );
}

export interface BigQuestionLayout {
  /** The width of the question and its code. */
  readonly left: number;
  readonly side: SideLayout;
  /** The height of the question's frame. */
  readonly boxRows: number;
  /** The rows that the text takes in its frame, that the code takes below, and that the clock and the count take. */
  readonly textRows: number;
  readonly codeRows: number;
  readonly sideRows: number;
  readonly answers: ReturnType<ReturnType<typeof widgetFor>['layOutAnswers']>;
}

interface SideLayout {
  readonly columns: number;
  readonly clock: Scale;
  /** What is drawn in large digits, `17 of 29` or `17`, and what is below it. */
  readonly count: string;
  readonly caption: string;
  readonly countScale: Scale;
}

/** Lays out a question in a frame, with the largest digits that fit. Returns undefined if something of it would have to be cut. */
export function layOutBigQuestion(
  stage: BigQuestionStage,
  size: Size,
  ascii: boolean,
  ellipsis: string,
): BigQuestionLayout | undefined {
  if (size.columns < COLUMNS_FOR_SIDE) return undefined;
  const columns = Math.floor(size.columns * SIDE_SHARE);
  const digitRows = new Set([Math.floor(size.rows / 4), rowsOf('normal'), rowsOf('compact')]);
  const sides = [...digitRows].flatMap((rows) => layOutSide(stage, { columns, rows }, ascii) ?? []);
  // With room for an explanation, the tiles can stay where they are at the reveal.
  for (const explanationRows of [1 + LEAST_EXPLANATION, 0]) {
    for (const side of sides) {
      const layout = layOutAround(side, stage, size, explanationRows, ellipsis);
      if (layout) return layout;
    }
  }
  return undefined;
}

/** Lays out a question beside the clock and the count, if there is room for all of it. */
function layOutAround(
  side: SideLayout,
  stage: BigQuestionStage,
  { columns, rows }: Size,
  explanationRows: number,
  ellipsis: string,
): BigQuestionLayout | undefined {
  const { question } = stage;
  const left = columns - side.columns - SIDE_GAP;
  const widget = widgetFor(question);
  const text = wrap(question.text, left - 2 * MARGIN).length + FRAME_ROWS;
  const code = question.code ? codeRows(question.code.text, left) + 1 : 0;
  const sideRows = rowsOfSide(side, stage);
  const least = Math.max(text + code + explanationRows, sideRows);
  const room = rows - OTHER_ROWS;
  const needed = widget.answerRows(question, columns).preferred;
  if (needed + least > room || widestCode(question) > left) return undefined;
  const answerRoom = Math.max(needed, Math.min(room - least, Math.floor(rows * ANSWERS_SHARE)));
  const answers = widget.layOutAnswers(question, { columns, rows: answerRoom }, ellipsis);
  const boxRows = Math.min(room - answers.rows - code, text + 2 * MAX_PADDING);
  return { left, side, boxRows, textRows: text, codeRows: code, sideRows, answers };
}

type BigQuestionStage = Pick<
  BigQuestionProps['stage'],
  'question' | 'openedAt' | 'closesAt' | 'answered' | 'players'
>;

/** The bar, the instruction, and an empty row between the parts. */
export const OTHER_ROWS = 2 + 3;

const FRAME_ROWS = 2;

/** The shares of the screen for the clock and the count, and for the answers. */
const SIDE_SHARE = 0.38;
const ANSWERS_SHARE = 0.45;

/** The most empty rows above and below the text in its frame. */
const MAX_PADDING = 5;

/** The fewest columns with room for a side. */
const COLUMNS_FOR_SIDE = 60;

/** Lays out the clock and the count, each with at most this number of rows. */
function layOutSide(
  { openedAt, closesAt, answered, players }: BigQuestionStage,
  room: Size,
  ascii: boolean,
): SideLayout | undefined {
  const limit = closesAt === null ? '' : String(Math.ceil((closesAt - openedAt) / 1000));
  const clock = scaleFor(limit.replaceAll(/\d/gu, '8'), room, ascii);
  const total = formatNumber(players);
  // As wide as the largest number that may come.
  const widest = `${total} of ${total}`.replaceAll(/\d/gu, '8');
  const whole = scaleFor(widest, room, ascii);
  const isWhole = whole !== 'plain';
  const countScale = isWhole ? whole : scaleFor(widest.slice(0, total.length), room, ascii);
  const caption = isWhole ? 'answered' : `of ${total} answered`;
  const width = Math.max(
    bigTextWidth(limit, clock),
    bigTextWidth(isWhole ? widest : total, countScale),
    widthOf(caption),
  );
  if (width > room.columns) return undefined;
  const count = isWhole ? `${formatNumber(answered)} of ${total}` : formatNumber(answered);
  return { columns: width, clock, count, caption, countScale };
}

function rowsOfSide(
  { clock, countScale }: SideLayout,
  { closesAt }: Pick<QuestionStage, 'closesAt'>,
): number {
  return (closesAt === null ? 0 : rowsOf(clock) + 1) + rowsOf(countScale) + 1;
}

function widestCode({ code }: AskedQuestion): number {
  return Math.max(0, ...(code?.text ?? '').split('\n').map((line) => widthOf(line))) + 4;
}
