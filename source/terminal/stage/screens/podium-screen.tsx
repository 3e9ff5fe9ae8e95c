import { homedir } from 'node:os';
import { Box, Text } from 'ink';
import { hardestQuestions } from '../../../game/hardest-questions.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { NameCloud } from '../name-cloud.tsx';
import { PodiumSteps } from '../podium-steps.tsx';
import { hasPoints } from '../standings-table.tsx';
import { TeamsAndPlayers } from '../teams-and-players.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits, gapFor } from '../../ui/layout.ts';
import { formatNumber } from '../../../text/numbers.ts';
import { truncateStart, widthOf } from '../../../text/width.ts';
import type { PodiumStage } from '../../../view/stage.ts';

interface PodiumScreenProps {
  readonly stage: PodiumStage & { readonly players: number };
  /** The report file; null if there is none. */
  readonly report: string | null;
  readonly size: Size;
}

/** The winners, a summary of the answers, and where the report is. Without points, just who played. */
export function PodiumScreen({ stage, report, size }: PodiumScreenProps) {
  const { symbols } = useTheme();
  const { columns } = size;
  const gap = gapFor(size.rows);
  const summary = firstThatFits(summaries(stage.questions, symbols.dot), columns);
  const notes = [
    ...(summary ? [summary] : []),
    ...(report === null ? [] : [reportLine(report, homedir(), columns, symbols.ellipsis)]),
  ];
  const rows = size.rows - (notes.length > 0 ? notes.length + gap : 0);
  return (
    <Centred rows={size.rows} gap={gap} horizontally>
      <Winners stage={stage} size={{ columns, rows }} />
      {notes.length > 0 && (
        <Box flexDirection="column" alignItems="center" flexShrink={0}>
          {notes.map((note) => (
            <TruncatedText key={note} columns={columns}>
              {note}
            </TruncatedText>
          ))}
        </Box>
      )}
    </Centred>
  );
}

function Winners({ stage, size }: Pick<PodiumScreenProps, 'stage' | 'size'>) {
  const { styles } = useTheme();
  if (stage.top.length === 0) return <Text {...styles.strong}>Nobody played.</Text>;
  if (!hasPoints(stage.top)) {
    const { columns, rows } = size;
    return (
      <>
        <Text {...styles.accent}>That's a wrap!</Text>
        <NameCloud
          names={stage.top.map(({ name }) => name)}
          total={stage.players}
          size={{ columns, rows: rows - 1 - gapFor(rows) }}
        />
      </>
    );
  }
  return (
    <TeamsAndPlayers teams={stage.teams} players={stage.top.length} size={size} changes={false} isStacked>
      {(room) => <PodiumSteps standings={stage.top} size={room} />}
    </TeamsAndPlayers>
  );
}

/** The share of correct answers, with and without the hardest question, longest first. Empty if nobody answered. */
function summaries(questions: PodiumStage['questions'], dot: string): string[] {
  const answered = questions.reduce((sum, question) => sum + question.answered, 0);
  const correct = questions.reduce((sum, question) => sum + question.correct, 0);
  if (answered === 0) return [];
  const total = `${formatNumber(correct)} of ${formatNumber(answered)} answers were correct`;
  const [hardest] = hardestQuestions(questions);
  if (!hardest) return [total];
  const score = `${hardest.correct} of ${hardest.answered}`;
  return [`${total} ${dot} hardest: question ${hardest.index + 1} (${score})`, total];
}

/** The path of the report in one line: with `~` for the home folder, and cut at its start if it is too long. */
export function reportLine(file: string, home: string, columns: number, ellipsis: string): string {
  const isInHome = home !== '' && file.startsWith(home) && /^[/\\]/u.test(file.slice(home.length));
  const path = isInHome ? `~${file.slice(home.length)}` : file;
  return LABEL + truncateStart(path, columns - widthOf(LABEL), ellipsis);
}

const LABEL = 'Report: ';
