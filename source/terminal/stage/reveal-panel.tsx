import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import type { OwnAnswer } from '../questions/question-widget.ts';
import { widgetFor } from '../questions/widgets.ts';
import { Centred } from '../ui/centred.tsx';
import { CODE_FRAME_ROWS, CodeBlock, codeRows } from '../ui/code-block.tsx';
import { WrappedText } from '../ui/fitted-text.tsx';
import { allocateRows, gapFor } from '../ui/layout.ts';
import { wrap } from '../../text/width.ts';
import type { RevealStage } from '../../view/stage.ts';

interface RevealPanelProps {
  readonly stage: RevealStage;
  /** The player's own answer; null if there is none. */
  readonly own?: OwnAnswer | null;
  /** Whether there is a heading with `summarize` above. */
  readonly isSummarized?: boolean;
  readonly size: Size;
}

/** A closed question: its text, how it was answered, what was right and why. */
export function RevealPanel({ stage, own = null, isSummarized = false, size }: RevealPanelProps) {
  const { styles } = useTheme();
  const { question, explanation = '' } = stage;
  const { columns, rows } = size;
  const layout = layOutReveal(stage, size);
  return (
    <Centred rows={rows} gap={layout.gap}>
      <WrappedText columns={columns} rows={layout.text} style={styles.strong}>
        {question.text}
      </WrappedText>
      {question.code && layout.code > 0 && (
        <CodeBlock key={question.index} code={question.code} columns={columns} rows={layout.code} />
      )}
      {widgetFor(question).renderReveal({
        stage,
        own,
        isSummarized,
        size: { columns, rows: layout.answers },
      })}
      {layout.explanation > 0 && (
        <WrappedText columns={columns} rows={layout.explanation}>
          {explanation}
        </WrappedText>
      )}
    </Centred>
  );
}

/** The rows of each part of a reveal; 0 for a missing part. */
export interface RevealLayout {
  readonly text: number;
  readonly code: number;
  readonly answers: number;
  readonly explanation: number;
  /** Empty rows between the parts. */
  readonly gap: number;
}

/** Divides the rows. Code is shown only if there is enough room for everything else. */
export function layOutReveal(stage: RevealStage, { columns, rows }: Size): RevealLayout {
  const { question, explanation = '' } = stage;
  const textRows = wrap(question.text, columns).length;
  const explanationRows = explanation === '' ? 0 : wrap(explanation, columns).length;
  const wholeCode = question.code && rows >= ROWS_FOR_CODE ? codeRows(question.code.text) : 0;
  const gap = gapFor(rows);
  const gaps = 1 + (explanationRows > 0 ? 1 : 0) + (wholeCode > 0 ? 1 : 0);
  const [text = 0, explained = 0, answers = 0, code = 0] = allocateRows(rows - gap * gaps, [
    { minimum: Math.min(textRows, rows < 12 ? 1 : 3), preferred: textRows },
    { minimum: Math.min(explanationRows, rows < 12 ? 2 : 4), preferred: explanationRows },
    widgetFor(question).revealRows(stage, columns),
    { minimum: Math.min(wholeCode, 6), preferred: wholeCode },
  ]);
  return { text, code: code > CODE_FRAME_ROWS ? code : 0, answers, explanation: explained, gap };
}

const ROWS_FOR_CODE = 16;
