import { Box } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { widgetFor } from '../../questions/widgets.ts';
import { questionHeading } from '../question-status.tsx';
import { RevealPanel } from '../reveal-panel.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits } from '../../ui/layout.ts';
import type { RevealStage } from '../../../view/stage.ts';

interface RevealScreenProps {
  readonly stage: RevealStage;
  readonly size: Size;
}

/** The right answer, and how many players got it right. */
export function RevealScreen({ stage, size }: RevealScreenProps) {
  const { styles, symbols } = useTheme();
  const { question } = stage;
  const summary = widgetFor(question).summarize(stage);
  const headings = [questionHeading(question, symbols), `Question ${question.index + 1}`].map((heading) =>
    summary === '' ? heading : `${heading} ${symbols.dot} ${summary}`,
  );
  return (
    <Box flexDirection="column" paddingTop={gapOf(size)}>
      <TruncatedText columns={size.columns} style={styles.accent}>
        {firstThatFits(headings, size.columns)}
      </TruncatedText>
      <RevealPanel stage={stage} isSummarized size={revealSize(size)} />
    </Box>
  );
}

/** The space for the panel, below the heading. */
export function revealSize(size: Size): Size {
  return { columns: size.columns, rows: size.rows - 1 - gapOf(size) };
}

function gapOf({ rows }: Size): number {
  return rows >= 20 ? 1 : 0;
}
