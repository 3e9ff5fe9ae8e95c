import { type ReportColumn, playerColumns, questionColumns, teamColumns } from './columns.ts';
import type { AnswerShare, ReportedAnswer, ReportedQuestion } from './played-question.ts';
import type { Report, ReportedPlayer, ReportedPoints } from './report.ts';
import { GAP, type TextColumn, type TextTableOptions, textTable, widestOf } from './text-table.ts';
import {
  MARKS,
  type Marks,
  decisionTexts,
  givenPointsText,
  markText,
  subtitle,
  unlistedCorrectAnswer,
} from './words.ts';
import { formatNumber } from '../text/numbers.ts';
import { truncate, wrap } from '../text/width.ts';

export interface ReportTableOptions {
  /** The width of the terminal, in cells. */
  readonly columns: number;
  /** Use only ASCII characters, apart from names and the quiz's texts. */
  readonly ascii?: boolean | undefined;
}

/** Renders a report as tables for a terminal. */
export function reportTable(report: Report, { columns, ascii = false }: ReportTableOptions): string {
  const style = { columns, ...(ascii ? ASCII : UNICODE) };
  const { title, teams, players, pointsGiven, questions } = report;
  const sections = [
    [title, subtitle(report).join(style.separator)],
    ...(teams.length > 0 ? [tableOf(teamColumns(), teams, style)] : []),
    players.length > 0
      ? tableOf(playerColumns(report, style.marks.none), players, style)
      : ['Nobody has played.'],
    ...(pointsGiven.length > 0 ? [pointsLines(pointsGiven, style)] : []),
    ...(questions.length > 0 ? [questionLines(questions, style)] : []),
    ...(questions.length > 0 && players.length > 0 ? answerTables(players, questions, style) : []),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

interface Style extends TextTableOptions {
  readonly marks: Marks;
  readonly separator: string;
  /** How often an answer was given. */
  readonly share: (answer: string, count: string) => string;
}

const UNICODE = {
  marks: MARKS,
  separator: ' · ',
  ellipsis: '…',
  share: (answer: string, count: string) => `${count} × ${answer}`,
};

const ASCII = {
  marks: { correct: '+', partly: '~', wrong: 'x', poll: '.', none: '-' },
  separator: ' | ',
  ellipsis: '...',
  // "2 x + right" would read as arithmetic.
  share: (answer: string, count: string) => `${answer}: ${count}`,
};

/** The narrowest column of names or texts, in cells. */
const MIN_TEXT_WIDTH = 8;

function pointsLines(pointsGiven: readonly ReportedPoints[], { columns }: Style): string[] {
  const lines = pointsGiven.flatMap((given) => wrap(givenPointsText(given), columns - INDENT.length));
  return ['Points given or taken by the host', ...lines.map((line) => INDENT + line)];
}

function tableOf<Row>(columns: readonly ReportColumn<Row>[], rows: readonly Row[], style: Style): string[] {
  return textTable(columns.map(textColumn), cellsOf(columns, rows), style);
}

function textColumn<Row>({ title, type }: ReportColumn<Row>): TextColumn {
  return type === 'number' ? { title, isNumber: true } : { title, minWidth: MIN_TEXT_WIDTH };
}

function cellsOf<Row>(columns: readonly ReportColumn<Row>[], rows: readonly Row[]): string[][] {
  return rows.map((row) => columns.map(({ cell }) => cell(row)));
}

/** A row per question, each followed by how players answered it. */
function questionLines(questions: readonly ReportedQuestion[], style: Style): string[] {
  const columns = questionColumns(style.marks.none);
  const cells = cellsOf(columns, questions);
  const [titles = '', ...lines] = textTable(
    [...columns.map(textColumn).with(0, { title: ' #', isNumber: true }), { title: '' }],
    questions.map((question, index) => [...(cells[index] ?? []), remarkOn(question)]),
    style,
  );
  return [
    titles,
    ...questions.flatMap((question, index) => [lines[index] ?? '', ...detailLines(question, style)]),
  ];
}

function remarkOn({ hardest, voided }: ReportedQuestion): string {
  if (voided) return 'voided';
  return hardest ? 'hardest' : '';
}

function detailLines(question: ReportedQuestion, style: Style): string[] {
  const { correct } = style.marks;
  const correctAnswer = unlistedCorrectAnswer(question);
  const parts = [
    ...decisionTexts(question),
    ...(correctAnswer === null ? [] : [`${correct} ${correctAnswer}`]),
    ...question.distribution.map((share) => shareText(share, style)),
  ];
  return wrap(parts.join(style.separator), style.columns - INDENT.length).map((line) => INDENT + line);
}

const INDENT = ' '.repeat(4);

function shareText({ answer, count, correct }: AnswerShare, { marks, share }: Style): string {
  const text = share(answer, formatNumber(count));
  return correct ? `${marks.correct} ${text}` : text;
}

/** Tables with a row per player and a column per question, each with as many questions as fit. */
function answerTables(
  players: readonly ReportedPlayer[],
  questions: readonly ReportedQuestion[],
  style: Style,
): string[][] {
  const cells = players.map(({ answers }) => answers.map((answer) => answerCell(answer, style)));
  const widths = questions.map((_, index) => widestOf(cells.map((row) => row[index] ?? '')));
  const nameWidth = widestOf(['Answers', ...players.map(({ name }) => name)]);
  return blocksOf(widths, style.columns - nameWidth).map((indexes) =>
    textTable(
      [
        { title: 'Answers', minWidth: MIN_TEXT_WIDTH },
        ...indexes.map((index) => ({
          title: String(questions[index]?.number ?? ''),
          minWidth: MIN_TEXT_WIDTH,
        })),
      ],
      players.map(({ name }, player) => [name, ...indexes.map((index) => cells[player]?.[index] ?? '')]),
      style,
    ),
  );
}

/** Longer answers are cut, even if there is room. In cells. */
const MAX_ANSWER_WIDTH = 20;

function answerCell(answer: ReportedAnswer | null, { marks, ellipsis }: Style): string {
  const mark = markText(answer, marks);
  return answer === null ? mark : truncate(`${mark} ${answer.answer}`, MAX_ANSWER_WIDTH, ellipsis);
}

/** Divides the indexes of columns with these widths into as few blocks as fit into `room`, with at least one in each. */
function blocksOf(widths: readonly number[], room: number): number[][] {
  const blocks: number[][] = [];
  let left = 0;
  for (const [index, width] of widths.entries()) {
    if (left < width + GAP) {
      blocks.push([]);
      left = room;
    }
    blocks.at(-1)?.push(index);
    left -= width + GAP;
  }
  return blocks;
}
