import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { GivenAnswer } from '../../client/player-seat.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { type DraftAnswer, widgetFor } from '../questions/widgets.ts';
import { Centred } from '../ui/centred.tsx';
import { CodeBlock, codeRows } from '../ui/code-block.tsx';
import { allocateRows } from '../ui/layout.ts';
import { fitCentre, wrap } from '../../text/width.ts';
import type { AskedQuestion } from '../../view/stage.ts';

interface QuestionPanelProps {
  readonly question: AskedQuestion;
  readonly size: Size;
  /** One row at the top. */
  readonly status: ReactNode;
  /** The answer that is being put together; null where there is none to give. */
  readonly draft?: DraftAnswer | null;
  /** The answer that was given; null before there is one. */
  readonly given?: GivenAnswer | null;
  /** What to draw above the text, given how many rows are left for it. */
  readonly above?: (rows: number) => ReactNode;
  /** One row at the bottom. */
  readonly note: ReactNode;
}

/** The text of a question, its code and where it is answered, in exactly the room there is. */
export function QuestionPanel(props: QuestionPanelProps) {
  const { question, size, status, draft = null, given = null, above, note } = props;
  const { symbols } = useTheme();
  const { columns } = size;
  const kind = widgetFor(question);
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
            isTyping={kind.takesLetters && draft !== null}
          />
        )}
        {kind.renderAnswers({ question, layout: layout.answers, draft, given, columns })}
      </Centred>
      {note}
    </Box>
  );
}

/** How the question is laid out on a screen of this size. */
export function layOutQuestionPanel(question: AskedQuestion, size: Size, ellipsis: string): QuestionLayout {
  return layOutQuestion(question, { columns: size.columns, rows: rowsInside(size) }, ellipsis);
}

/** Without the status above and the note below. */
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
          {centres ? fitCentre(line, columns) : line}
        </Text>
      ))}
    </Box>
  );
}

/** How a question, its code and its answers share the rows there are. */
export interface QuestionLayout {
  readonly text: readonly string[];
  /** Of the code, with its frame; 0 for none. */
  readonly codeRows: number;
  /** Where it is answered. */
  readonly answers: ReturnType<ReturnType<typeof widgetFor>['layOutAnswers']>;
  /** Empty rows between the parts. */
  readonly gap: number;
  /** Rows that are left over. */
  readonly spare: number;
}

/**
 * First everything gets as much as it needs to be there at all; then the text, the answers and the code, in this order, as
 * much as they can use; what is left goes into empty rows and larger tiles.
 */
export function layOutQuestion(question: AskedQuestion, size: Size, ellipsis: string): QuestionLayout {
  const { columns, rows } = size;
  const kind = widgetFor(question);
  const whole = wrap(question.text, columns);
  const code = question.code ? codeRows(question.code.text) : 0;
  const [textRows = 0, answerRows = 0, codeShare = 0] = allocateRows(rows, [
    { minimum: Math.min(whole.length, rows < 16 ? 2 : 3), preferred: whole.length },
    kind.answerRows(question, columns),
    { minimum: Math.min(code, rows < 16 ? 4 : 10), preferred: code },
  ]);
  const parts = code > 0 ? 2 : 1;
  const used = textRows + codeShare;
  const arrange = (room: number) => kind.layOutAnswers(question, { columns, rows: room }, ellipsis);
  const roomiest = arrange(rows - used - parts);
  const isRoomy = rows - used - answerRows >= parts && roomiest.rows <= rows - used - parts;
  const answers = isRoomy ? roomiest : arrange(rows - used);
  const gap = isRoomy ? 1 : 0;
  return {
    text: wrap(question.text, columns, textRows, ellipsis),
    codeRows: codeShare > 2 ? codeShare : 0,
    answers,
    gap,
    spare: Math.max(0, rows - used - answers.rows - gap * parts),
  };
}
