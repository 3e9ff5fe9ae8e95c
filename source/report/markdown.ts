import { markdownTable } from 'markdown-table';
import { type ReportColumn, playerColumns, questionColumns, teamColumns } from './columns.ts';
import type { AnswerShare, ReportedQuestion } from './played-question.ts';
import type { Report, ReportedPlayer, ReportedPoints } from './report.ts';
import { MARKS, decisionTexts, givenPointsText, markText, subtitle, unlistedCorrectAnswer } from './words.ts';
import { formatNumber } from '../text/numbers.ts';
import { widthOf } from '../text/width.ts';

/** Renders a report as GitHub Flavored Markdown. Markup in names and in the quiz's texts has no effect. */
export function reportMarkdown(report: Report): string {
  const { title, teams, players, pointsGiven, questions } = report;
  const sections = [
    `## ${plain(title)}`,
    subtitle(report).join(' · '),
    ...(teams.length > 0 ? [tableOf(teamColumns(), teams)] : []),
    players.length > 0 ? playerTable(report) : 'Nobody has played.',
    ...(pointsGiven.length > 0 ? [pointsList(pointsGiven)] : []),
    ...(questions.length > 0 ? [questionTable(questions)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Escapes text so that no Markdown renderer and no chat finds markup, a link or a mention in it. */
export function plain(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.replaceAll(MARKUP, String.raw`\$&`).replaceAll(LINKING, '$&\u200B');
}

const MARKUP = /[\\`*_[\]<>~|#$&]/gu;

// Mentions, links, addresses, references and emoji codes are recognised after escapes are removed. A zero-width space breaks
// them up.
const LINKING = /[@#:](?=\S)|\.(?=\p{L})|(?<!\d)\.(?=\d)/gu;

interface MarkdownColumn<Row> extends Omit<ReportColumn<Row>, 'type'> {
  /** `markdown`: the cell is not escaped. */
  readonly type: ReportColumn<Row>['type'] | 'markdown';
}

/** The last column has a symbol per answer, in the order of the questions. */
function playerTable(report: Report): string {
  const answers: MarkdownColumn<ReportedPlayer> = {
    title: 'Answers',
    type: 'markdown',
    cell: (player) => player.answers.map((answer) => markText(answer, MARKS)).join(''),
  };
  return tableOf([...playerColumns(report, MARKS.none), answers], report.players);
}

function pointsList(pointsGiven: readonly ReportedPoints[]): string {
  const items = pointsGiven.map((given) => `- ${plain(givenPointsText(given))}`);
  return ['Points given or taken by the host:', '', ...items].join('\n');
}

function questionTable(questions: readonly ReportedQuestion[]): string {
  const question: MarkdownColumn<ReportedQuestion> = {
    title: 'Question',
    type: 'markdown',
    cell: ({ question: text, hardest }) => (hardest ? `${plain(text)} **(hardest)**` : plain(text)),
  };
  const answers: MarkdownColumn<ReportedQuestion> = { title: 'Answers', type: 'markdown', cell: answersCell };
  const columns: MarkdownColumn<ReportedQuestion>[] = questionColumns(MARKS.none);
  return tableOf([...columns.with(1, question), answers], questions);
}

function answersCell(question: ReportedQuestion): string {
  const correctAnswer = unlistedCorrectAnswer(question);
  const correct = correctAnswer === null ? [] : [`${MARKS.correct} ${plain(correctAnswer)}`];
  const decisions = decisionTexts(question).map((text) => `**${plain(text)}**`);
  return [...decisions, ...correct, ...question.distribution.map(shareText)].join(' · ');
}

function shareText({ answer, count, correct }: AnswerShare): string {
  const text = `${formatNumber(count)} × ${plain(answer)}`;
  return correct ? `${MARKS.correct} ${text}` : text;
}

function tableOf<Row>(columns: readonly MarkdownColumn<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) =>
    columns.map(({ type, cell }) => (type === 'name' ? plain(cell(row)) : cell(row))),
  );
  const align = columns.map(({ type }) => (type === 'number' ? 'r' : 'l'));
  return markdownTable([columns.map(({ title }) => title), ...cells], { align, stringLength: widthOf });
}
