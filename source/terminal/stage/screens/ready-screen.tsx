import { Text } from 'ink';
import type { Deadline } from '../../hooks/use-countdown.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { CountdownDigits, PausedBadge } from '../countdown.tsx';
import { questionPosition } from '../question-status.tsx';
import { scaleFor } from '../../ui/big-text.tsx';
import { Centred } from '../../ui/centred.tsx';
import { WrappedText } from '../../ui/fitted-text.tsx';
import type { ReadyStage } from '../../../view/stage.ts';

interface ReadyScreenProps {
  readonly stage: ReadyStage;
  readonly now: () => number;
  readonly size: Size;
}

/** The next question before it opens: its position, its text and a countdown. */
export function ReadyScreen({ stage, now, size }: ReadyScreenProps) {
  const { styles, ascii } = useTheme();
  const { columns, rows } = size;
  const { question, opensAt, pausedAt } = stage;
  const deadline: Deadline = { now, startsAt: opensAt, endsAt: opensAt, pausedAt };
  const gap = rows >= 16 ? 2 : rows >= 10 ? 1 : 0;
  const scale = scaleFor('3', { columns, rows: Math.floor(rows / 3) }, ascii);
  return (
    <Centred rows={rows} gap={gap} horizontally>
      <Text {...styles.accent}>{questionPosition(question)}</Text>
      <WrappedText columns={columns} rows={Math.floor(rows / 2)} style={styles.strong} isCentred>
        {question.text}
      </WrappedText>
      {pausedAt === null ? <CountdownDigits deadline={deadline} scale={scale} /> : <PausedBadge />}
    </Centred>
  );
}
