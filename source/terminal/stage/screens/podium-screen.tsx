import { homedir } from 'node:os';
import { Box, Text } from 'ink';
import { hardestQuestions } from '../../../game/hardest-questions.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { PodiumSteps as Places } from '../podium-steps.tsx';
import { TeamsAndPlayers } from '../teams-and-players.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { formatNumber } from '../../../text/numbers.ts';
import { truncateStart, widthOf } from '../../../text/width.ts';
import type { PodiumStage } from '../../../view/stage.ts';

interface PodiumScreenProps {
  readonly stage: PodiumStage;
  /** The file of the report; null where there is none. */
  readonly report: string | null;
  readonly size: Size;
}

/** Who won, what the questions were like and where the report is. */
export function PodiumScreen({ stage, report, size }: PodiumScreenProps) {
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
        <TeamsAndPlayers
          teams={stage.teams}
          players={stage.top.length}
          size={{ columns, rows }}
          changes={false}
          isStacked
        >
          {(room) => <Places top={stage.top} size={room} />}
        </TeamsAndPlayers>
      )}
      {notes.length > 0 && (
        <Box flexDirection="column" alignItems="center" flexShrink={0}>
          {notes.map((note) => (
            <TruncatedText key={note} columns={size.columns}>
              {note}
            </TruncatedText>
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
  const [hardest] = hardestQuestions(questions);
  if (!hardest) return total;
  const { index } = hardest;
  return `${total}${separator}hardest: question ${index + 1} (${hardest.correct} of ${hardest.answered})`;
}

/** Where the report is, in a line: from the home folder where it lies there, and without its beginning where that is too long. */
export function reportLine(file: string, home: string, columns: number, ellipsis: string): string {
  const isAtHome = home !== '' && file.startsWith(home) && /^[/\\]/u.test(file.slice(home.length));
  const place = isAtHome ? `~${file.slice(home.length)}` : file;
  return LABEL + truncateStart(place, columns - widthOf(LABEL), ellipsis);
}

const LABEL = 'Report: ';
