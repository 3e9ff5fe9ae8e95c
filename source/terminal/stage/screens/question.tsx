import { Box } from 'ink';
import { deadlineOf } from '../../hooks/use-countdown.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { kindOf } from '../../questions/kinds.ts';
import { CountdownDigits, QuestionStatus } from '../countdown.tsx';
import { QuestionScreen } from '../question-screen.tsx';
import { placeOf } from '../standings.tsx';
import { rowsOf, scaleFor } from '../../ui/big-text.tsx';
import { Line } from '../../ui/line.tsx';
import { formatNumber } from '../../../text/numbers.ts';
import type { QuestionStage } from '../../../view/stage.ts';

interface QuestionProps {
  readonly stage: QuestionStage & { readonly players: number };
  readonly now: () => number;
  readonly size: Size;
}

/** An open question, and how many have answered. */
export function Question({ stage, now, size }: QuestionProps) {
  const { ascii, styles, symbols } = useTheme();
  const { question, answered, players, pausedAt } = stage;
  const { columns } = size;
  const answers = `${formatNumber(answered)} of ${formatNumber(players)} answered`;
  const place = placeOf(question, symbols);
  const deadline = deadlineOf(stage, now);
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
      labels={[`${place}   ${answers}`, answers, `${formatNumber(answered)}/${formatNumber(players)}`]}
      deadline={deadline}
      isPaused={pausedAt !== null}
      columns={columns}
    />
  );
  const note = (
    <Line columns={columns} style={styles.faint}>
      {kindOf(question).instruction}
    </Line>
  );
  return <QuestionScreen {...{ question, size, status, note }} above={digits} />;
}
