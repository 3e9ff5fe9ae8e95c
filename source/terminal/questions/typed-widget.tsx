import { Box, Text } from 'ink';
import type { GivenAnswer } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { AnswerLayout, AnswersProps, OwnAnswer } from './question-widget.ts';
import { Bar } from '../ui/bar.tsx';
import { TruncatedText } from '../ui/fitted-text.tsx';
import { INPUT_WIDTH, inlineBarWidth } from '../ui/layout.ts';
import type { TextField } from '../ui/text-field.ts';
import { FRAMED_INPUT_ROWS, FramedTextInput, TextInput } from '../ui/text-input.tsx';
import { formatNumber } from '../../text/numbers.ts';
import { fit, fitEnd, widthOf } from '../../text/width.ts';
import type { AskedQuestion, RevealStage } from '../../view/stage.ts';

/** An answer being typed. */
export type TypedDraft = TextField;

/** The common part of all widgets with a typed answer. */
export const typedWidget = {
  draftNote: () => [],
  // Code is worth more than a frame around the input.
  answerRows: ({ code }: AskedQuestion) => ({ minimum: 1, preferred: code ? 1 : FRAMED_INPUT_ROWS }),
  layOutAnswers: (_question: unknown, { rows }: Size): AnswerLayout => ({
    rows: rows < FRAMED_INPUT_ROWS ? 1 : FRAMED_INPUT_ROWS,
    columns: 1,
  }),
  revealRows: ({ distribution }: RevealStage) => ({
    minimum: 2 + Math.min(2, distribution.length),
    preferred: HEAD_ROWS + distribution.length,
  }),
} as const;

/** The right answer, the player's own answer and an empty row. */
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

/** The input, or the player's answer instead once there is one. */
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
      {given !== null && (
        <TruncatedText columns={columns - left} style={styles.strong}>
          {given}
        </TruncatedText>
      )}
      {given === null && isFramed && <FramedTextInput field={draft} columns={width} aside={reading} />}
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
  readonly right: string;
  /** The player's own answer, in words. */
  readonly ownText: string;
  readonly own: OwnAnswer | null;
  readonly distribution: RevealStage['distribution'];
  /** Whether an answer is the right one, as far as the screen can tell. */
  readonly isRight: (answer: string | number) => boolean;
  readonly isOwn: (answer: string | number) => boolean;
  readonly size: Size;
}

/** The right answer, the player's own answer, and all answers by frequency. */
export function TypedReveal({ right, ownText, own, distribution, isRight, isOwn, size }: TypedRevealProps) {
  const { styles, symbols } = useTheme();
  const { columns, rows } = size;
  const counts = [...distribution].filter((entry) => typeof entry === 'object');
  const headRows = own ? 2 : 1;
  const gap = rows > headRows + counts.length ? 1 : 0;
  return (
    <Box flexDirection="column" rowGap={gap} flexShrink={0}>
      <Box flexDirection="column" flexShrink={0}>
        <TruncatedText columns={columns} style={styles.good}>{`${symbols.right} ${right}`}</TruncatedText>
        {own && (
          <TruncatedText columns={columns} style={own.isCorrect ? styles.good : styles.bad}>
            {`${own.isCorrect ? symbols.right : symbols.wrong} ${ownText}`}
          </TruncatedText>
        )}
      </Box>
      <AnswerCounts
        counts={counts.map(({ answer, count }) => ({
          text: String(answer),
          count,
          isRight: isRight(answer),
          isOwn: isOwn(answer),
        }))}
        columns={columns}
        rows={rows - headRows - gap}
      />
    </Box>
  );
}

/** A typed answer, and how many players gave it. */
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

/** A row with a bar for each answer, as many as fit. */
function AnswerCounts({ counts, columns, rows }: AnswerCountsProps) {
  const { styles, symbols } = useTheme();
  const visible = counts.slice(0, Math.max(0, rows));
  const most = Math.max(1, ...visible.map(({ count }) => count));
  const barWidth = inlineBarWidth(columns);
  const longest = Math.max(0, ...visible.map(({ text }) => widthOf(text)));
  const textWidth = Math.min(longest, columns - barWidth - MARK_WIDTH - COUNT_WIDTH - 3);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {visible.map(({ text, count, isRight, isOwn }, index) => (
        <Box key={index} height={1} columnGap={1}>
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
