import { Text } from 'ink';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { BigText, scaleFor } from '../../ui/big-text.tsx';
import { Centred } from '../../ui/centred.tsx';
import { counted, formatNumber } from '../../../text/numbers.ts';
import type { PodiumStage } from '../../../view/stage.ts';
import type { You } from '../../../view/you.ts';

interface FinalScoreProps {
  readonly stage: PodiumStage;
  readonly you: You | null;
  readonly size: Size;
}

/** The end of a game that was played alone. */
export function FinalScore({ stage, you, size }: FinalScoreProps) {
  const { styles, ascii } = useTheme();
  const score = String(you?.score ?? 0);
  const scale = scaleFor(score, { columns: size.columns, rows: Math.floor(size.rows / 3) }, ascii);
  const right = stage.questions.reduce((sum, { correct }) => sum + correct, 0);
  const answered = stage.questions.reduce((sum, question) => sum + question.answered, 0);
  return (
    <Centred rows={size.rows} gap={1} horizontally>
      <Text {...styles.strong}>That was it!</Text>
      {scale !== 'plain' && <BigText text={score} scale={scale} style={styles.accent} />}
      <Text {...styles.accent}>{scale === 'plain' ? counted(Number(score), 'point') : 'points'}</Text>
      <Text>{`${formatNumber(right)} of ${counted(answered, 'answer')} right`}</Text>
    </Centred>
  );
}
