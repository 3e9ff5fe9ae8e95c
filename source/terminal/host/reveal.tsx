import { Box, Text } from 'ink';
import { RevealBody } from '../components/reveal-body.tsx';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { countsOf, indexOf } from '../options.ts';
import { formatNumber } from '../text.ts';
import type { RevealStage } from '../../view/stage.ts';

interface RevealProps {
  readonly stage: RevealStage;
  readonly size: Size;
}

/** What was right, and how many knew it. */
export function Reveal({ stage, size }: RevealProps) {
  const { styles, symbols } = useTheme();
  const { columns, rows } = size;
  const { question, distribution, correct } = stage;
  const counts = countsOf(distribution);
  const answered = counts.reduce((sum, count) => sum + count, 0);
  const right = counts[indexOf(correct)] ?? 0;
  const place = `Question ${question.index + 1} of ${question.total}`;
  const knew =
    answered === 0 ? 'nobody answered' : `${formatNumber(right)} of ${formatNumber(answered)} right`;
  const gap = rows >= 20 ? 1 : 0;
  return (
    <Box flexDirection="column" paddingTop={gap}>
      <Text {...styles.accent} wrap="truncate-end">
        {`${place} ${symbols.dot} ${knew}`}
      </Text>
      <RevealBody stage={stage} size={{ columns, rows: rows - 1 - gap }} />
    </Box>
  );
}
