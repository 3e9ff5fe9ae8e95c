import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { GivenAnswer } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';
import { Centred } from '../ui/centred.tsx';
import { CODE_FRAME_ROWS, CodeBlock, codeRows } from '../ui/code-block.tsx';
import { allocateRows } from '../ui/layout.ts';
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
  const top = layout.spare > 0 ? 1 : 0;
  return (
    <Box height={size.rows} flexDirection="column" overflow="hidden">
      <Box paddingTop={top} flexShrink={0}>
        {status}
      </Box>
      <Centred rows={rowsInside(size) - top} gap={layout.gap}>
        {above?.(layout.spare - top - layout.gap)}
        <QuestionText layout={layout} columns={columns} isCentred={!question.code} />
        {question.code && layout.codeRows > 0 && (
          <CodeBlock
            key={question.index}
            code={question.code}
            columns={columns}
            rows={layout.codeRows}
            isTyping={widget.takesLetters && draft !== null}
          />
        )}
        {widget.renderAnswers({ question, layout: layout.answers, draft, given, columns })}
      </Centred>
      {note}
    </Box>
  );
}

/** Lays out the question between the status and the note. */
export function layOutQuestionPanel(question: AskedQuestion, size: Size, ellipsis: string): QuestionLayout {
  return layOutQuestion(question, { columns: size.columns, rows: rowsInside(size) }, ellipsis);
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
}

/**
 * Gives each part the minimum it needs, then gives text, answers and code, in this order, as much as they can use. The rest
 * goes into empty rows and larger tiles.
 */
export function layOutQuestion(question: AskedQuestion, size: Size, ellipsis: string): QuestionLayout {
  const { columns, rows } = size;
  const widget = widgetFor(question);
  const whole = wrap(question.text, columns);
  const code = question.code ? codeRows(question.code.text) : 0;
  const [textRows = 0, answerRows = 0, codeShare = 0] = allocateRows(rows, [
    { minimum: Math.min(whole.length, rows < 16 ? 2 : 3), preferred: whole.length },
    widget.answerRows(question, columns),
    { minimum: Math.min(code, rows < 16 ? 4 : 10), preferred: code },
  ]);
  const parts = code > 0 ? 2 : 1;
  const used = textRows + codeShare;
  const layOutIn = (room: number) => widget.layOutAnswers(question, { columns, rows: room }, ellipsis);
  const roomiest = layOutIn(rows - used - parts);
  const isRoomy = rows - used - answerRows >= parts && roomiest.rows <= rows - used - parts;
  const answers = isRoomy ? roomiest : layOutIn(rows - used);
  const gap = isRoomy ? 1 : 0;
  return {
    text: wrap(question.text, columns, textRows, ellipsis),
    codeRows: codeShare > CODE_FRAME_ROWS ? codeShare : 0,
    answers,
    gap,
    spare: Math.max(0, rows - used - answers.rows - gap * parts),
  };
}
