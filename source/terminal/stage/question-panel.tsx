import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { GivenAnswer } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';
import { WholeQuestion, useReading } from './whole-question.tsx';
import { Centred } from '../ui/centred.tsx';
import { CODE_FRAME_ROWS, CodeBlock, codeRows } from '../ui/code-block.tsx';
import { allocateRows } from '../ui/layout.ts';
import { optionsOf } from '../../quiz/questions/shown-question.ts';
import { fitCenter, wrap } from '../../text/width.ts';
import type { AskedQuestion } from '../../view/stage.ts';

interface QuestionPanelProps {
  readonly question: AskedQuestion;
  readonly size: Size;
  /** The row at the top. */
  readonly status: ReactNode;
  /** The answer being composed; null on screens that take no answer. */
  readonly draft?: DraftAnswer | null;
  /** The player's answer; null before there is one. */
  readonly given?: GivenAnswer | null;
  /** Draws something above the text, in the rows that are left. */
  readonly above?: (rows: number) => ReactNode;
  /** The row at the bottom. */
  readonly note: ReactNode;
}

/** An open question: its text, its code and its answers, laid out to fill exactly the given size. */
export function QuestionPanel(props: QuestionPanelProps) {
  const { question, size, status, draft = null, given = null, above, note } = props;
  const { symbols } = useTheme();
  const { columns } = size;
  const widget = widgetFor(question);
  const layout = layOutQuestionPanel(question, size, symbols.ellipsis);
  const { top, bottom, tileRows } = placesOf(question, layout);
  const isTyping = widget.takesLetters && draft !== null;
  const whole = { question, revealed: null, size: { columns, rows: rowsInside(size) - top } };
  const page = useReading(whole, layout.isCut, isTyping);
  const answers = widget.renderAnswers({ question, layout: layout.answers, draft, given, columns });
  return (
    <Box height={size.rows} flexDirection="column" overflow="hidden">
      <Box paddingTop={top} flexShrink={0}>
        {status}
      </Box>
      {page > 0 ? (
        <WholeQuestion {...whole} page={page} />
      ) : (
        <Centred rows={rowsInside(size) - top - bottom - tileRows} gap={layout.gap}>
          {/* An empty row below the status. */}
          {above?.(layout.spare - top - bottom - layout.gap - 1)}
          <QuestionText
            layout={layout}
            columns={columns}
            isCentred={!question.code && question.type !== 'order'}
          />
          {question.code && layout.codeRows > 0 && (
            <CodeBlock
              key={question.index}
              code={question.code}
              columns={columns}
              rows={layout.codeRows}
              pageKeysOnly={isTyping}
            />
          )}
          {tileRows === 0 && answers}
        </Centred>
      )}
      {page === 0 && tileRows > 0 && (
        <Box paddingTop={layout.gap} paddingBottom={bottom} flexShrink={0}>
          {answers}
        </Box>
      )}
      {note}
    </Box>
  );
}

/** Lays out the question between the status and the note. */
export function layOutQuestionPanel(question: AskedQuestion, size: Size, ellipsis: string): QuestionLayout {
  return layOutQuestion(question, { columns: size.columns, rows: rowsInside(size) }, ellipsis);
}

/** Returns how many rows are above the tiles of a question drawn at this size; undefined if it has no tiles. */
export function rowsAboveTiles(
  question: AskedQuestion,
  layout: QuestionLayout,
  size: Size,
): number | undefined {
  const { bottom, tileRows } = placesOf(question, layout);
  return tileRows === 0 ? undefined : size.rows - 1 - bottom - layout.answers.rows;
}

/** Tiles are at the bottom, so that they stay there whatever is above them: the count, or the player's result. */
function placesOf(question: AskedQuestion, { spare, answers, gap }: QuestionLayout) {
  const hasTiles = optionsOf(question).length > 0;
  return {
    /** The empty rows above the status and below the tiles. */
    top: spare > 0 ? 1 : 0,
    bottom: hasTiles ? (spare > 3 ? 2 : spare > 1 ? 1 : 0) : 0,
    /** The rows of the tiles with the gap above them; 0 if the question has none. */
    tileRows: hasTiles ? answers.rows + gap : 0,
  };
}

/** The rows between the status and the note. */
function rowsInside({ rows }: Size): number {
  return Math.max(1, rows - 2);
}

interface QuestionTextProps {
  readonly layout: QuestionLayout;
  readonly columns: number;
  readonly isCentred: boolean;
}

function QuestionText({ layout, columns, isCentred }: QuestionTextProps) {
  const { styles } = useTheme();
  const { text, gap } = layout;
  const centres = isCentred && gap > 0 && text.length <= 2;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {text.map((line, row) => (
        <Text key={row} {...styles.strong} wrap="truncate-end">
          {centres ? fitCenter(line, columns) : line}
        </Text>
      ))}
    </Box>
  );
}

/** How a question, its code and its answers share the rows. */
export interface QuestionLayout {
  readonly text: readonly string[];
  /** The rows of the code, including its frame; 0 for none. */
  readonly codeRows: number;
  readonly answers: ReturnType<ReturnType<typeof widgetFor>['layOutAnswers']>;
  /** Empty rows between the parts. */
  readonly gap: number;
  /** The rows left over. */
  readonly spare: number;
  /** Whether some of the text or of the answers is cut off, or the code is left out. */
  readonly isCut: boolean;
}

/**
 * Gives each part the minimum it needs, then gives text, answers and code, in this order, as much as they can use. The rest
 * goes into empty rows and larger tiles, preferably so that the tiles leave room for a player's result at the reveal.
 */
export function layOutQuestion(question: AskedQuestion, size: Size, ellipsis: string): QuestionLayout {
  const { columns, rows } = size;
  const widget = widgetFor(question);
  const whole = wrap(question.text, columns);
  const code = question.code ? codeRows(question.code.text, columns) : 0;
  const [textRows = 0, answerRows = 0, codeShare = 0] = allocateRows(rows, [
    { minimum: Math.min(whole.length, rows < 16 ? 2 : 3), preferred: whole.length },
    widget.answerRows(question, columns),
    { minimum: Math.min(code, rows < 16 ? 4 : 10), preferred: code },
  ]);
  const parts = code > 0 ? 2 : 1;
  const used = textRows + codeShare;
  const layOutIn = (room: number) => widget.layOutAnswers(question, { columns, rows: room }, ellipsis);
  const withGaps = rows - used - parts;
  const hasTiles = optionsOf(question).length > 0;
  // At the reveal, the text and the tiles are below the result, with two rows for an explanation.
  const atReveal = Math.min(withGaps - 2, rows - 2 - verdictRows(rows + 2) - textRows);
  const roomy = (hasTiles ? [atReveal, withGaps - 2, withGaps] : [withGaps])
    .filter((room) => room >= answerRows)
    .map((room) => ({ room, layout: layOutIn(room) }))
    .filter(({ room, layout }) => layout.rows <= room)
    .map(({ layout }) => layout);
  // Prefers a layout with empty rows, which separate the tiles.
  const separated = roomy.find((layout) => layout.rows > answerRows);
  const answers = separated ?? roomy[0] ?? layOutIn(rows - used);
  const gap = roomy.length > 0 ? 1 : 0;
  const shownCode = codeShare > CODE_FRAME_ROWS ? codeShare : 0;
  return {
    text: wrap(question.text, columns, textRows, ellipsis),
    codeRows: shownCode,
    answers,
    gap,
    spare: Math.max(0, rows - used - answers.rows - gap * parts),
    isCut: textRows < whole.length || answers.isCut || (code > 0 && shownCode === 0),
  };
}

/** The most rows that a player's result takes at the reveal, on a body of this height. */
function verdictRows(rows: number): number {
  if (rows < ROWS_FOR_LARGE_POINTS) return 2;
  return rows < ROWS_FOR_HIGH_PARTS ? 9 : 13;
}

export const ROWS_FOR_LARGE_POINTS = 16;
export const ROWS_FOR_HIGH_PARTS = 28;
