import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { kindOf } from '../questions/kinds.ts';
import type { OwnAnswer } from '../questions/question-kind.ts';
import { Centred } from '../ui/centred.tsx';
import { Code, codeRows } from '../ui/code.tsx';
import { divideRows } from '../ui/divide-rows.ts';
import { Lines } from '../ui/line.tsx';
import { wrap } from '../../text/width.ts';
import type { RevealStage } from '../../view/stage.ts';

interface RevealBodyProps {
  readonly stage: RevealStage;
  /** The player's own answer; null for none. */
  readonly own?: OwnAnswer | null;
  readonly size: Size;
}

/** What was asked, how it was answered, what was right and why. */
export function RevealBody({ stage, own = null, size }: RevealBodyProps) {
  const { styles } = useTheme();
  const { question, explanation = '' } = stage;
  const { columns, rows } = size;
  const layout = layoutReveal(stage, size);
  return (
    <Centred rows={rows} gap={layout.gap}>
      <Part>
        <Lines columns={columns} rows={layout.text} style={styles.strong}>
          {question.text}
        </Lines>
      </Part>
      {question.code && layout.code > 0 && (
        <Code key={question.index} code={question.code} columns={columns} rows={layout.code} />
      )}
      {kindOf(question).reveal({ stage, own, size: { columns, rows: layout.answers } })}
      {layout.explanation > 0 && (
        <Part>
          <Lines columns={columns} rows={layout.explanation}>
            {explanation}
          </Lines>
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
export function layoutReveal(stage: RevealStage, { columns, rows }: Size): RevealLayout {
  const { question, explanation = '' } = stage;
  const textRows = wrap(question.text, columns).length;
  const explanationRows = explanation === '' ? 0 : wrap(explanation, columns).length;
  const wholeCode = question.code && rows >= ROWS_FOR_CODE ? codeRows(question.code.text) : 0;
  const gap = rows >= 14 ? 1 : 0;
  const gaps = 1 + (explanationRows > 0 ? 1 : 0) + (wholeCode > 0 ? 1 : 0);
  const [text = 0, explained = 0, answers = 0, code = 0] = divideRows(rows - gap * gaps, [
    { least: Math.min(textRows, rows < 12 ? 1 : 3), wanted: textRows },
    { least: Math.min(explanationRows, rows < 12 ? 2 : 4), wanted: explanationRows },
    kindOf(question).claimReveal(stage, columns),
    { least: Math.min(wholeCode, 6), wanted: wholeCode },
  ]);
  return { text, code: code > 2 ? code : 0, answers, explanation: explained, gap };
}

const ROWS_FOR_CODE = 16;
