import { homedir } from 'node:os';
import { Box } from 'ink';
import { hardestQuestions } from '../../../game/podium.ts';
import { usePodium } from '../../hooks/use-podium.ts';
import type { Size } from '../../hooks/use-size.ts';
import { useTheme } from '../../hooks/use-theme.ts';
import { Confetti } from '../confetti.tsx';
import { Winners, keepsHeight } from '../winners.tsx';
import { Centred } from '../../ui/centred.tsx';
import { TruncatedText } from '../../ui/fitted-text.tsx';
import { firstThatFits, gapFor } from '../../ui/layout.ts';
import { formatNumber } from '../../../text/numbers.ts';
import { truncate, truncateStart, widthOf } from '../../../text/width.ts';
import type { PodiumStage, Stage } from '../../../view/stage.ts';
import { type PodiumProgress, hasPoints, podiumHeadings } from '../../../words/podium.ts';

interface PodiumScreenProps {
  readonly stage: Extract<Stage, PodiumStage>;
  readonly now: () => number;
  /** The name to highlight, and the team. */
  readonly own?: string | undefined;
  readonly ownTeam?: string | null;
  /** Lines to show at the bottom in the end. */
  readonly notes: readonly string[];
  readonly size: Size;
}

/** The winners one after the other, then everybody else and the awards. Without points, just who played. */
export function PodiumScreen({ stage, now, own, ownTeam = null, notes: lastNotes, size }: PodiumScreenProps) {
  const progress = usePodium(stage, now);
  const { columns } = size;
  const gap = gapFor(size.rows);
  const room = { columns, rows: size.rows - 1 - gap };
  const lastRoom = { columns, rows: room.rows - (lastNotes.length > 0 ? lastNotes.length + gap : 0) };
  const isLast = progress.isOver || keepsHeight(stage, room, lastRoom);
  const notes = isLast ? lastNotes : [];
  const isBursting = progress.places > 0 && progress.shown === progress.places && !progress.isOver;
  return (
    <Box width={columns} height={size.rows} flexShrink={0}>
      {isBursting && <Confetti size={size} />}
      <Box width={columns} flexDirection="column">
        <Centred rows={size.rows} gap={gap} horizontally>
          <Heading {...{ stage, progress, columns }} />
          <Winners
            {...{ stage, progress, own, ownTeam }}
            reservesRest={isLast}
            size={isLast ? lastRoom : room}
          />
          {notes.length > 0 && (
            <Box flexDirection="column" alignItems="center" height={notes.length} flexShrink={0}>
              {notes.map((note) => (
                <TruncatedText key={note} columns={columns}>
                  {progress.isOver ? note : ''}
                </TruncatedText>
              ))}
            </Box>
          )}
        </Centred>
      </Box>
    </Box>
  );
}

interface HeadingProps extends Pick<PodiumScreenProps, 'stage'> {
  readonly progress: PodiumProgress;
  readonly columns: number;
}

/** What the screen celebrates now. */
function Heading({ stage, progress, columns }: HeadingProps) {
  const { styles, symbols, medals } = useTheme();
  const { star, ellipsis } = symbols;
  const text = firstThatFits(podiumHeadings(stage, progress, symbols), columns - 6);
  const hasWon = progress.shown === progress.places && hasPoints(stage.teams ?? stage.top);
  return (
    <TruncatedText columns={columns} style={hasWon ? (medals[0] ?? {}) : styles.accent}>
      {hasWon ? ` ${star} ${truncate(text, columns - 6, ellipsis)} ${star} ` : text}
    </TruncatedText>
  );
}

/** The lines below the host's podium: a summary of the answers, and where the report is. */
export function podiumNotes(
  { questions }: PodiumStage,
  report: string | null,
  columns: number,
  { dot, ellipsis }: { readonly dot: string; readonly ellipsis: string },
): string[] {
  const summary = firstThatFits(summaries(questions, dot), columns);
  return [
    ...(summary ? [summary] : []),
    ...(report === null ? [] : [reportLine(report, homedir(), columns, ellipsis)]),
  ];
}

/** The share of correct answers, with and without the hardest question, longest first. Empty if nobody answered. */
function summaries(outcomes: PodiumStage['questions'], dot: string): string[] {
  const questions = outcomes.flatMap(({ correct, ...question }) =>
    correct === null ? [] : [{ ...question, correct }],
  );
  const answered = questions.reduce((sum, question) => sum + question.answered, 0);
  const correct = questions.reduce((sum, question) => sum + question.correct, 0);
  if (answered === 0) return [];
  const total = `${formatNumber(correct)} of ${formatNumber(answered)} answers were correct`;
  const [hardest] = hardestQuestions(questions);
  if (!hardest) return [total];
  const score = `${hardest.correct} of ${hardest.answered}`;
  return [`${total} ${dot} hardest: question ${hardest.index + 1} (${score})`, total];
}

/** The path of the report in one line: with `~` for the home folder. If it is too long, folders in its middle are left out. */
export function reportLine(file: string, home: string, columns: number, ellipsis: string): string {
  const isInHome = home !== '' && file.startsWith(home) && /^[/\\]/u.test(file.slice(home.length));
  const path = isInHome ? `~${file.slice(home.length)}` : file;
  const room = columns - widthOf(LABEL);
  const shorter = [path, ...shortPaths(path, ellipsis)].find((each) => widthOf(each) <= room);
  return LABEL + (shorter ?? truncateStart(path, room, ellipsis));
}

/** The path without some of its folders, the longest first: `~/…/reports/git.md`. The file name is always there. */
function shortPaths(path: string, ellipsis: string): string[] {
  const separator = path.includes('\\') ? '\\' : '/';
  const [root = '', ...parts] = path.split(separator);
  return parts.slice(1).map((_, left) => [root, ellipsis, ...parts.slice(left + 1)].join(separator));
}

const LABEL = 'Report: ';
