import { Box } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { widgetFor } from '../../questions/widgets.ts';
import { RevealPanel } from '../reveal-panel.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import type { RevealStage } from '../../../view/stage.ts';
import { questionHeading } from '../question-status.tsx';

interface RevealScreenProps {
  readonly stage: RevealStage;
  readonly size: Size;
}

/** What was right, and how many knew it. */
export function RevealScreen({ stage, size }: RevealScreenProps) {
  const { styles, symbols } = useTheme();
  const parts = [questionHeading(stage.question, symbols), widgetFor(stage.question).summarize(stage)];
  return (
    <Box flexDirection="column" paddingTop={gapOf(size)}>
      <TruncatedText columns={size.columns} style={styles.accent}>
        {parts.filter(Boolean).join(` ${symbols.dot} `)}
      </TruncatedText>
      <RevealPanel stage={stage} size={revealSize(size)} />
    </Box>
  );
}

/** The room for the body, below the line that says how well it was answered. */
export function revealSize(size: Size): Size {
  return { columns: size.columns, rows: size.rows - 1 - gapOf(size) };
}

function gapOf({ rows }: Size): number {
  return rows >= 20 ? 1 : 0;
}
