import { Box } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { kindOf } from '../../questions/kinds.ts';
import { RevealBody } from '../reveal-body.tsx';
import { placeOf } from '../standings.tsx';
import { Line } from '../../ui/line.tsx';
import type { RevealStage } from '../../../view/stage.ts';

interface RevealProps {
  readonly stage: RevealStage;
  readonly size: Size;
}

/** What was right, and how many knew it. */
export function Reveal({ stage, size }: RevealProps) {
  const { styles, symbols } = useTheme();
  const parts = [placeOf(stage.question, symbols), kindOf(stage.question).tally(stage)];
  return (
    <Box flexDirection="column" paddingTop={gapOf(size)}>
      <Line columns={size.columns} style={styles.accent}>
        {parts.filter(Boolean).join(` ${symbols.dot} `)}
      </Line>
      <RevealBody stage={stage} size={revealSize(size)} />
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
