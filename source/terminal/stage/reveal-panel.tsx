import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { widgetFor } from '../questions/widgets.ts';
import type { OwnAnswer } from '../questions/question-widget.ts';
import { Centred } from '../ui/centred.tsx';
import { CodeBlock, codeRows } from '../ui/code-block.tsx';
import { allocateRows } from '../ui/layout.ts';
import { WrappedText } from '../ui/fitted-text.tsx';
import { wrap } from '../../text/width.ts';
import type { RevealStage } from '../../view/stage.ts';

interface RevealPanelProps {
  readonly stage: RevealStage;
  /** The player's own answer; null for none. */
  readonly own?: OwnAnswer | null;
  readonly size: Size;
}

/** What was asked, how it was answered, what was right and why. */
export function RevealPanel({ stage, own = null, size }: RevealPanelProps) {
  const { styles } = useTheme();
  const { question, explanation = '' } = stage;
  const { columns, rows } = size;
  const layout = layOutReveal(stage, size);
  return (
    <Centred rows={rows} gap={layout.gap}>
      <Part>
        <WrappedText columns={columns} rows={layout.text} style={styles.strong}>
          {question.text}
        </WrappedText>
      </Part>
      {question.code && layout.code > 0 && (
        <CodeBlock key={question.index} code={question.code} columns={columns} rows={layout.code} />
      )}
      {widgetFor(question).renderReveal({ stage, own, size: { columns, rows: layout.answers } })}
      {layout.explanation > 0 && (
        <Part>
          <WrappedText columns={columns} rows={layout.explanation}>
            {explanation}
          </WrappedText>
        </Part>
      )}
    </Centred>
  );
}

function Part({ children }: { readonly children: ReactNode }) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {children}
    </Box>
  );
}

/** How the parts of a reveal share the rows there are; 0 for what is not there. */
export interface RevealLayout {
  readonly text: number;
  readonly code: number;
  readonly answers: number;
  readonly explanation: number;
  /** Empty rows between the parts. */
  readonly gap: number;
}

/** Code has room only where there is enough for everything else. */
export function layOutReveal(stage: RevealStage, { columns, rows }: Size): RevealLayout {
  const { question, explanation = '' } = stage;
  const textRows = wrap(question.text, columns).length;
  const explanationRows = explanation === '' ? 0 : wrap(explanation, columns).length;
  const wholeCode = question.code && rows >= ROWS_FOR_CODE ? codeRows(question.code.text) : 0;
  const gap = rows >= 14 ? 1 : 0;
  const gaps = 1 + (explanationRows > 0 ? 1 : 0) + (wholeCode > 0 ? 1 : 0);
  const [text = 0, explained = 0, answers = 0, code = 0] = allocateRows(rows - gap * gaps, [
    { minimum: Math.min(textRows, rows < 12 ? 1 : 3), preferred: textRows },
    { minimum: Math.min(explanationRows, rows < 12 ? 2 : 4), preferred: explanationRows },
    widgetFor(question).revealRows(stage, columns),
    { minimum: Math.min(wholeCode, 6), preferred: wholeCode },
  ]);
  return { text, code: code > 2 ? code : 0, answers, explanation: explained, gap };
}

const ROWS_FOR_CODE = 16;
