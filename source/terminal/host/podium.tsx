import { homedir } from 'node:os';
import { Box, Text } from 'ink';
import { hardestOf } from '../../game/hardest.ts';
import { Centred } from '../components/centred.tsx';
import { Line } from '../components/line.tsx';
import { Podium as Places } from '../components/podium.tsx';
import { StandingsBoard } from '../components/standings-board.tsx';
import type { Size } from '../hooks/use-size.ts';
import { useTheme } from '../hooks/use-theme.ts';
import { formatNumber } from '../text.ts';
import type { PodiumStage } from '../../view/stage.ts';
import { reportLine } from './report-line.ts';

interface PodiumProps {
  readonly stage: PodiumStage;
  /** The file of the report; null where there is none. */
  readonly report: string | null;
  readonly size: Size;
}

/** Who won, what the questions were like and where the report is. */
export function Podium({ stage, report, size }: PodiumProps) {
  const { styles, symbols } = useTheme();
  const gap = size.rows >= 14 ? 1 : 0;
  const columns = Math.min(size.columns, WIDEST);
  const summary = summaryOf(stage.questions, ` ${symbols.dot} `);
  const notes = [
    ...(summary ? [summary] : []),
    ...(report === null ? [] : [reportLine(report, homedir(), size.columns, symbols.ellipsis)]),
  ];
  const rows = size.rows - (notes.length > 0 ? notes.length + gap : 0);
  return (
    <Centred rows={size.rows} gap={gap} isAcross>
      {stage.top.length === 0 ? (
        <Text {...styles.strong}>Nobody has played.</Text>
      ) : (
        <StandingsBoard
          teams={stage.teams}
          players={stage.top.length}
          size={{ columns, rows }}
          changes={false}
          isStacked
        >
          {(room) => <Places top={stage.top} size={room} />}
        </StandingsBoard>
      )}
      {notes.length > 0 && (
        <Box flexDirection="column" alignItems="center" flexShrink={0}>
          {notes.map((note) => (
            <Line key={note} columns={size.columns}>
              {note}
            </Line>
          ))}
        </Box>
      )}
    </Centred>
  );
}

const WIDEST = 100;

/** How many answers were right, and which question the fewest knew; empty where nobody answered. */
function summaryOf(questions: PodiumStage['questions'], separator: string): string {
  const answered = questions.reduce((sum, question) => sum + question.answered, 0);
  const correct = questions.reduce((sum, question) => sum + question.correct, 0);
  if (answered === 0) return '';
  const total = `${formatNumber(correct)} of ${formatNumber(answered)} answers were right`;
  const [hardest] = hardestOf(questions);
  if (!hardest) return total;
  const { index } = hardest;
  return `${total}${separator}hardest: question ${index + 1} (${hardest.correct} of ${hardest.answered})`;
}
