import type { ReportedQuestion } from './played-question.ts';
import type { Report, ReportedPlayer, ReportedTeam } from './report.ts';
import { correctText, timeText } from './words.ts';
import { formatNumber, pluralize } from '../text/numbers.ts';

/** A column of a report's table, in any format. */
export interface ReportColumn<Row> {
  readonly title: string;
  /** `name`: text that players or the quiz's author wrote. */
  readonly type: 'number' | 'name';
  readonly cell: (row: Row) => string;
}

/** The columns of the teams' table, which a report has only if points were scored. */
export function teamColumns(): ReportColumn<ReportedTeam>[] {
  return [
    { title: 'Rank', type: 'number', cell: ({ rank }) => String(rank) },
    { title: 'Team', type: 'name', cell: ({ name }) => name },
    { title: 'Score', type: 'number', cell: ({ score }) => formatNumber(score) },
  ];
}

/**
 * The columns of the players' table. Ranks and scores are left out if the game was played without points, and doubtful times if
 * there are none.
 *
 * @param none Shown for a missing time.
 */
export function playerColumns({ scoring, players }: Report, none: string): ReportColumn<ReportedPlayer>[] {
  const isScored = scoring !== 'off';
  const hasTeams = players.some(({ team }) => team !== null);
  const hasDoubtfulTimes = players.some(({ doubtfulTimes }) => doubtfulTimes);
  const columns: (ReportColumn<ReportedPlayer> | false)[] = [
    isScored && { title: 'Rank', type: 'number', cell: ({ rank }) => String(rank) },
    { title: 'Player', type: 'name', cell: ({ name }) => name },
    hasTeams && { title: 'Team', type: 'name', cell: ({ team }) => team ?? '' },
    isScored && { title: 'Score', type: 'number', cell: ({ score }) => formatNumber(score ?? 0) },
    { title: 'Correct', type: 'number', cell: correctText },
    { title: 'Mean time', type: 'number', cell: ({ meanTimeMs }) => timeText(meanTimeMs, none) },
    hasDoubtfulTimes && { title: 'Doubtful', type: 'number', cell: doubtfulTimesText },
    { title: 'Longest streak', type: 'number', cell: ({ longestStreak }) => String(longestStreak) },
  ];
  return columns.filter((column) => column !== false);
}

/** How many of a player's answers had a claim that was too short: `4 of 5`. Empty unless the times are doubtful. */
function doubtfulTimesText({ doubtfulTimes, clamped, answers }: ReportedPlayer): string {
  const given = answers.filter((answer) => answer !== null).length;
  return doubtfulTimes ? `${clamped} of ${given}` : '';
}

/** The columns of the questions' table. */
export function questionColumns(none: string): ReportColumn<ReportedQuestion>[] {
  return [
    { title: '#', type: 'number', cell: ({ number }) => String(number) },
    { title: 'Question', type: 'name', cell: ({ question }) => question },
    {
      title: 'Correct',
      type: 'number',
      cell: (question) =>
        question.correct === null ? pluralize(question.answered, 'vote') : correctText(question),
    },
    { title: 'Mean time', type: 'number', cell: ({ meanTimeMs }) => timeText(meanTimeMs, none) },
  ];
}
