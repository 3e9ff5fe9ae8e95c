import { stringify } from 'csv-stringify/sync';
import type { ReportedAnswer, ReportedQuestion } from './played-question.ts';
import type { Report, ReportedPlayer } from './report.ts';

/**
 * Renders the players of a report as CSV (RFC 4180) for spreadsheets: one row each, with several columns per question. Yields
 * it in parts. A byte order mark comes first, because Excel does not recognise UTF-8 without it. Text that a spreadsheet would
 * take for a formula gets an apostrophe. All numbers are whole: where a comma is the decimal separator, 2.5 would be a date.
 */
export function* reportCsv({ scoring, players, questions }: Report): Generator<string> {
  const isScored = scoring !== 'off';
  const answerColumns = ANSWER_COLUMNS.filter((column) => isScored || !column.isScore);
  const hasGivenPoints = isScored && players.some(({ pointsGiven }) => pointsGiven !== 0);
  const playerColumns = [
    ...PLAYER_COLUMNS.filter((column) => isScored || !column.isScore),
    ...(hasGivenPoints ? [GIVEN_POINTS] : []),
  ];
  const titlesFor = ({ number, question, voided }: ReportedQuestion) =>
    answerColumns.map(({ title }) => `${number}. ${title ?? `${question}${voided ? ' (voided)' : ''}`}`);
  yield lines([[...playerColumns.map(({ title }) => title), ...questions.flatMap(titlesFor)]], true);
  const recordOf = (player: ReportedPlayer) => [
    ...playerColumns.map(({ cell }) => cell(player)),
    ...player.answers.flatMap((given) => answerColumns.map(({ cell }) => given && cell(given))),
  ];
  for (let from = 0; from < players.length; from += PLAYERS_PER_PART) {
    yield lines(players.slice(from, from + PLAYERS_PER_PART).map(recordOf), false);
  }
}

/** A part takes a few milliseconds. */
const PLAYERS_PER_PART = 100;

type Cell = string | number | null;

interface CsvColumn<Row, Title> {
  readonly title: Title;
  readonly cell: (row: Row) => Cell;
  /** Whether to leave the column out if the game was played without points. */
  readonly isScore?: boolean;
}

const PLAYER_COLUMNS: readonly CsvColumn<ReportedPlayer, string>[] = [
  { title: 'Rank', cell: ({ rank }) => rank, isScore: true },
  { title: 'Player', cell: ({ name }) => name },
  { title: 'Team', cell: ({ team }) => team },
  { title: 'Score', cell: ({ score }) => score, isScore: true },
  { title: 'Correct', cell: ({ correct }) => correct },
  { title: 'Answered', cell: ({ answered }) => answered },
  { title: 'Mean time (ms)', cell: ({ meanTimeMs }) => meanTimeMs },
  { title: 'Longest streak', cell: ({ longestStreak }) => longestStreak },
  { title: 'Doubtful times', cell: ({ doubtfulTimes, clamped }) => (doubtfulTimes ? clamped : null) },
];

/** Only if the host gave or took points. */
const GIVEN_POINTS: CsvColumn<ReportedPlayer, string> = {
  title: 'Given points',
  cell: ({ pointsGiven }) => pointsGiven,
};

/** Without a title: the question is the title. */
const ANSWER_COLUMNS: readonly CsvColumn<ReportedAnswer, string | null>[] = [
  { title: null, cell: ({ answer }) => answer },
  { title: 'mark', cell: ({ mark }) => mark },
  { title: 'points', cell: ({ points, streakBonus }) => (points ?? 0) + (streakBonus ?? 0), isScore: true },
  { title: 'time (ms)', cell: ({ timeMs }) => timeMs },
];

function lines(records: readonly Cell[][], bom: boolean): string {
  const safe = records.map((cells) => cells.map(safeCell));
  return stringify(safe, {
    bom,
    escape_formulas: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
  });
}

/**
 * Where a comma is the decimal separator, spreadsheets split cells at semicolons, even inside quotes that do not begin the
 * line. So what follows a semicolon must not be a formula either.
 */
function safeCell(cell: Cell): Cell {
  return typeof cell === 'string'
    ? cell.replaceAll(AFTER_SEMICOLON, "'").replaceAll(CI_COMMAND, "$&'")
    : cell;
}

// Commands of Azure and GitHub Actions, for which their logs are searched.
const CI_COMMAND = /##(?=(?:vso)?\[)|^\s*:(?=:)/gu;

const AFTER_SEMICOLON = /(?<=[;\r\n]["\s]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;
