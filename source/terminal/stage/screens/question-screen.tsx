import { Box } from 'ink';
import { questionDeadline } from '../../hooks/use-countdown.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { widgetFor } from '../../questions/widgets.ts';
import { CountdownDigits } from '../countdown.tsx';
import { QuestionPanel } from '../question-panel.tsx';
import { QuestionStatus, questionHeading } from '../question-status.tsx';
import { rowsOf, scaleFor } from '../../ui/big-text.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { formatNumber } from '../../../text/numbers.ts';
import type { QuestionStage } from '../../../view/stage.ts';

interface QuestionScreenProps {
  readonly stage: QuestionStage & { readonly players: number };
  readonly now: () => number;
  readonly size: Size;
}

/** An open question, and how many players have answered it. */
export function QuestionScreen({ stage, now, size }: QuestionScreenProps) {
  const { ascii, styles, symbols } = useTheme();
  const { question, answered, players, pausedAt } = stage;
  const { columns } = size;
  const progress = `${formatNumber(answered)} of ${formatNumber(players)} answered`;
  const deadline = questionDeadline(stage, now);
  const digits = (room: number) => {
    const scale = scaleFor('30', { columns, rows: room }, ascii);
    const isLarge = deadline && rowsOf(scale) > 1;
    return (
      isLarge && (
        <Box justifyContent="center" flexShrink={0}>
          <CountdownDigits deadline={deadline} scale={scale} />
        </Box>
      )
    );
  };
  const status = (
    <QuestionStatus
      labels={[
        `${questionHeading(question, symbols)}   ${progress}`,
        progress,
        `${formatNumber(answered)}/${formatNumber(players)}`,
      ]}
      deadline={deadline}
      isPaused={pausedAt !== null}
      columns={columns}
    />
  );
  const note = (
    <TruncatedText columns={columns} style={styles.faint}>
      {widgetFor(question).instruction}
    </TruncatedText>
  );
  return <QuestionPanel {...{ question, size, status, note }} above={digits} />;
}
