import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { fitCentre } from '../text.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import { Code } from './code.tsx';
import { type OptionMark, OptionList } from './option-list.tsx';
import { layoutQuestion } from './question-layout.ts';

interface QuestionBodyProps {
  readonly question: AskedQuestion;
  readonly size: Size;
  readonly marks?: ReadonlyMap<number, OptionMark>;
  /** What to draw above the text, given how many rows are left for it. */
  readonly above?: (rows: number) => ReactNode;
}

/** The text of a question, its code and its options, in exactly the room there is. */
export function QuestionBody({ question, size, marks, above }: QuestionBodyProps) {
  const { styles, symbols } = useTheme();
  const layout = layoutQuestion(question, size, symbols.ellipsis);
  const isCentred = layout.gap > 0 && !question.code && layout.text.length <= 2;
  return (
    <Box
      height={size.rows}
      flexDirection="column"
      justifyContent="center"
      rowGap={layout.gap}
      overflow="hidden"
    >
      {above?.(layout.spare - layout.gap)}
      <Box flexDirection="column" flexShrink={0}>
        {layout.text.map((line, row) => (
          <Text key={row} {...styles.strong} wrap="truncate-end">
            {isCentred ? fitCentre(line, size.columns) : line}
          </Text>
        ))}
      </Box>
      {question.code && layout.codeRows > 0 && (
        <Code code={question.code} columns={size.columns} rows={layout.codeRows} />
      )}
      <OptionList layout={layout.options} {...(marks && { marks })} />
    </Box>
  );
}
