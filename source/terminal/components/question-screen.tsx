import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { fitCentre } from '../text.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import { Centred } from './centred.tsx';
import { Code } from './code.tsx';
import { type OptionMark, OptionList } from './option-list.tsx';
import { type QuestionLayout, layoutQuestion } from './question-layout.ts';

interface QuestionScreenProps {
  readonly question: AskedQuestion;
  readonly size: Size;
  /** One row at the top. */
  readonly status: ReactNode;
  readonly marks?: ReadonlyMap<number, OptionMark>;
  /** What to draw above the text, given how many rows are left for it. */
  readonly above?: (rows: number) => ReactNode;
  /** One row at the bottom. */
  readonly note?: ReactNode;
}

/** The text of a question, its code and its options, in exactly the room there is. */
export function QuestionScreen({ question, size, status, marks, above, note }: QuestionScreenProps) {
  const { symbols } = useTheme();
  const inside = sizeInside(size, note !== undefined);
  const layout = layoutQuestion(question, inside, symbols.ellipsis);
  const top = layout.spare > 0 ? 1 : 0;
  return (
    <Box height={size.rows} flexDirection="column" overflow="hidden">
      <Box paddingTop={top} flexShrink={0}>
        {status}
      </Box>
      <Centred rows={inside.rows - top} gap={layout.gap}>
        {above?.(layout.spare - top - layout.gap)}
        <QuestionText layout={layout} columns={size.columns} isCentred={!question.code} />
        {question.code && layout.codeRows > 0 && (
          <Code code={question.code} columns={size.columns} rows={layout.codeRows} />
        )}
        <OptionList layout={layout.options} {...(marks && { marks })} />
      </Centred>
      {note}
    </Box>
  );
}

/** How many columns the options stand in on a question's screen of this size. */
export function optionColumns(
  question: AskedQuestion,
  size: Size,
  hasNote: boolean,
  ellipsis: string,
): number {
  return layoutQuestion(question, sizeInside(size, hasNote), ellipsis).options.columns;
}

/** Without the status above and the note below. */
function sizeInside({ columns, rows }: Size, hasNote: boolean): Size {
  return { columns, rows: Math.max(1, rows - (hasNote ? 2 : 1)) };
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
