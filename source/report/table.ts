import { GAP, type Sheet, tableLines, widestOf } from './columns.ts';
import type { AnswerShare, ReportedAnswer, ReportedQuestion } from './played-question.ts';
import type { Report, ReportedPlayer, ReportedTeam } from './report.ts';
import { MARKS, type Marks, hiddenRightAnswer, markText, outline, rightText, timeText } from './words.ts';
import { counted, formatNumber } from '../text/numbers.ts';
import { truncate, wrap } from '../text/width.ts';

export interface TableOptions {
  /** Cells of the terminal. */
  readonly columns: number;
  /** ASCII characters only, beside what players and the quiz have written. */
  readonly ascii?: boolean | undefined;
}

/** The report as tables for a terminal. */
export function reportTable(report: Report, { columns, ascii = false }: TableOptions): string {
  const style = { columns, ...(ascii ? ASCII : UNICODE) };
  const { title, teams, players, questions } = report;
  const sections = [
    [title, outline(report).join(style.separator)],
    ...(teams.length > 0 ? [teamLines(teams, style)] : []),
    players.length > 0 ? playerLines(players, style) : ['Nobody has played.'],
    ...(questions.length > 0 ? [questionLines(questions, style)] : []),
    ...(questions.length > 0 && players.length > 0 ? answerBlocks(players, questions, style) : []),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

interface Style extends Sheet {
  readonly marks: Marks;
  readonly separator: string;
  /** How often something was answered. */
  readonly share: (answer: string, count: string) => string;
}

const UNICODE = {
  marks: MARKS,
  separator: ' · ',
  ellipsis: '…',
  share: (answer: string, count: string) => `${count} × ${answer}`,
};

const ASCII = {
  marks: { right: '+', partly: '~', wrong: 'x', poll: '.', none: '-' },
  separator: ' | ',
  ellipsis: '...',
  // With an x for the times, and the marks around it, it would read as arithmetic.
  share: (answer: string, count: string) => `${answer}: ${count}`,
};

/** Names and texts are never cut shorter than this, in cells. */
const LEAST = 8;

const RANK = { title: 'Rank', isNumber: true };
const SCORE = { title: 'Score', isNumber: true };
const MEAN_TIME = { title: 'Mean time', isNumber: true };

function teamLines(teams: readonly ReportedTeam[], style: Style): string[] {
  const rows = teams.map(({ rank, name, score }) => [String(rank), name, formatNumber(score)]);
  return tableLines([RANK, { title: 'Team', least: LEAST }, SCORE], rows, style);
}

function playerLines(players: readonly ReportedPlayer[], style: Style): string[] {
  const hasTeams = players.some(({ team }) => team !== null);
  const rows = players.map((player) => [
    String(player.rank),
    player.name,
    ...(hasTeams ? [player.team ?? ''] : []),
    formatNumber(player.score),
    rightText(player),
    timeText(player.meanTimeMs, style.marks.none),
    String(player.longestStreak),
  ]);
  const team = { title: 'Team', least: LEAST };
  return tableLines(
    [
      RANK,
      { title: 'Player', least: LEAST },
      ...(hasTeams ? [team] : []),
      SCORE,
      { title: 'Right', isNumber: true },
      MEAN_TIME,
      { title: 'Longest streak', isNumber: true },
    ],
    rows,
    style,
  );
}

/** A row for each question, and below it how it was answered. */
function questionLines(questions: readonly ReportedQuestion[], style: Style): string[] {
  const [titles = '', ...lines] = tableLines(
    [
      { title: ' #', isNumber: true },
      { title: 'Question', least: LEAST },
      { title: 'Right', isNumber: true },
      MEAN_TIME,
      { title: '' },
    ],
    questions.map((question) => [
      String(question.number),
      question.question,
      question.correct === null ? counted(question.answered, 'vote') : rightText(question),
      timeText(question.meanTimeMs, style.marks.none),
      question.hardest ? 'hardest' : '',
    ]),
    style,
  );
  return [
    titles,
    ...questions.flatMap((question, index) => [lines[index] ?? '', ...detailLines(question, style)]),
  ];
}

function detailLines(question: ReportedQuestion, style: Style): string[] {
  const { right } = style.marks;
  const rightAnswer = hiddenRightAnswer(question);
  const parts = [
    ...(rightAnswer === null ? [] : [`${right} ${rightAnswer}`]),
    ...question.distribution.map((share) => shareText(share, style)),
  ];
  return wrap(parts.join(style.separator), style.columns - INDENT.length).map((line) => INDENT + line);
}

const INDENT = ' '.repeat(4);

function shareText({ answer, count, right }: AnswerShare, { marks, share }: Style): string {
  const text = share(answer, formatNumber(count));
  return right ? `${marks.right} ${text}` : text;
}

/** A row for each player with the answers to as many questions as fit beside each other; then to the next ones. */
function answerBlocks(
  players: readonly ReportedPlayer[],
  questions: readonly ReportedQuestion[],
  style: Style,
): string[][] {
  const cells = players.map(({ answers }) => answers.map((answer) => answerCell(answer, style)));
  const widths = questions.map((_, index) => widestOf(cells.map((row) => row[index] ?? '')));
  const names = widestOf(['Answers', ...players.map(({ name }) => name)]);
  return blocksOf(widths, style.columns - names).map((indexes) =>
    tableLines(
      [
        { title: 'Answers', least: LEAST },
        ...indexes.map((index) => ({ title: String(questions[index]?.number ?? ''), least: LEAST })),
      ],
      players.map(({ name }, player) => [name, ...indexes.map((index) => cells[player]?.[index] ?? '')]),
      style,
    ),
  );
}

/** An answer is cut sooner than a terminal is filled by it, in cells. */
const WIDEST_ANSWER = 20;

function answerCell(answer: ReportedAnswer | null, { marks, ellipsis }: Style): string {
  const mark = markText(answer, marks);
  return answer === null ? mark : truncate(`${mark} ${answer.answer}`, WIDEST_ANSWER, ellipsis);
}

/** The indexes of columns with these widths, divided into as few blocks as fit into `room`, at least one in each. */
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
