import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { BigText, scaleFor } from '../../ui/big-text.tsx';
import { Centred } from '../../ui/centred.tsx';
import { formatNumber, pluralize } from '../../../text/numbers.ts';
import type { PodiumStage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';

interface FinalScoreProps {
  readonly stage: PodiumStage;
  readonly you: You | null;
  readonly size: Size;
}

/** The end of a game played alone: the points, and how many answers were correct. */
export function FinalScore({ stage, you, size }: FinalScoreProps) {
  const { styles, ascii } = useTheme();
  const score = you?.score ?? 0;
  const scale = scaleFor(String(score), { columns: size.columns, rows: Math.floor(size.rows / 3) }, ascii);
  const correct = stage.questions.reduce((sum, question) => sum + question.correct, 0);
  const answered = stage.questions.reduce((sum, question) => sum + question.answered, 0);
  return (
    <Centred rows={size.rows} gap={1} horizontally>
      <Text {...styles.strong}>That's a wrap!</Text>
      {score > 0 && scale !== 'plain' && <BigText text={String(score)} scale={scale} style={styles.accent} />}
      {score > 0 && (
        <Text {...styles.accent}>{scale === 'plain' ? pluralize(score, 'point') : 'points'}</Text>
      )}
      <Text>
        {answered === 0
          ? 'No questions answered'
          : `${formatNumber(correct)} of ${formatNumber(answered)} answers correct`}
      </Text>
    </Centred>
  );
}
