import { stringify } from 'csv-stringify/sync';
import type { ReportedAnswer, ReportedQuestion } from './played-question.ts';
import type { Report, ReportedPlayer } from './report.ts';

/**
 * The players of a report as a CSV file (RFC 4180) for spreadsheets: a row for each, with four columns for each question; in
 * parts, one after the other. It begins with a byte order mark, or Excel would not read it as UTF-8; what spreadsheets take for a formula gets an
 * apostrophe. Numbers are whole ones: where a comma divides decimals, 2.5 would be a date.
 */
export function* reportCsv({ players, questions }: Report): Generator<string> {
  yield lines([[...PLAYER_COLUMNS, ...questions.flatMap(titlesOf)]], true);
  for (let from = 0; from < players.length; from += PLAYERS_A_PART) {
    yield lines(players.slice(from, from + PLAYERS_A_PART).map(recordOf), false);
  }
}

/** A part of some ten thousand players takes a few milliseconds. */
const PLAYERS_A_PART = 100;

function lines(records: readonly Cell[][], bom: boolean): string {
  const safe = records.map((cells) => cells.map(safeCell));
  return stringify(safe, {
    bom,
    escape_formulas: true,
    record_delimiter: 'windows',
    quote_record_delimiter: true,
  });
}

const PLAYER_COLUMNS = [
  'Rank',
  'Player',
  'Team',
  'Score',
  'Correct',
  'Answered',
  'Mean time (ms)',
  'Longest streak',
];

function titlesOf({ number, question }: ReportedQuestion): string[] {
  return [`${number}. ${question}`, `${number}. mark`, `${number}. points`, `${number}. time (ms)`];
}

type Cell = string | number | null;

function recordOf(player: ReportedPlayer): Cell[] {
  const { rank, name, team, score, correct, answered, meanTimeMs, longestStreak, answers } = player;
  const summary = [rank, name, team, score, correct, answered, meanTimeMs, longestStreak];
  return [...summary, ...answers.flatMap(answerCells)];
}

function answerCells(given: ReportedAnswer | null): Cell[] {
  if (given === null) return [null, null, null, null];
  const { answer, mark, points, streakBonus, timeMs } = given;
  return [answer, mark, points + streakBonus, timeMs];
}

/**
 * Where a comma divides decimals, a semicolon divides cells, also inside of quotes that do not stand at the beginning of a
 * line: what follows it must not be a formula either.
 */
function safeCell(cell: Cell): Cell {
  return typeof cell === 'string' ? cell.replaceAll(BEHIND_DIVISION, "'") : cell;
}

const BEHIND_DIVISION = /(?<=[;\r\n]["\s]*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/gu;
