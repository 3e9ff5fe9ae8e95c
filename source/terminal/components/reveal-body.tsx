import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { RevealStage } from '../../view/stage.ts';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { kindOf } from '../questions/kinds.ts';
import type { OwnAnswer } from '../questions/question-kind.ts';
import { Centred } from './centred.tsx';
import { Code } from './code.tsx';
import { Lines } from './lines.tsx';
import { layoutReveal } from './reveal-layout.ts';

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
