import { markdownTable } from 'markdown-table';
import type { AnswerShare, ReportedQuestion } from './played-question.ts';
import type { Report, ReportedPlayer, ReportedTeam } from './report.ts';
import { MARKS, hiddenRightAnswer, markText, outline, rightText, timeText } from './words.ts';
import { counted, formatNumber } from '../text/numbers.ts';
import { widthOf } from '../text/width.ts';

/** The report as Markdown (GitHub's) for the team's chat. What players and the quiz have written is no markup in it. */
export function reportMarkdown(report: Report): string {
  const { title, teams, players, questions } = report;
  const sections = [
    `## ${plain(title)}`,
    outline(report).join(' · '),
    ...(teams.length > 0 ? [teamTable(teams)] : []),
    players.length > 0 ? playerTable(players) : 'Nobody has played.',
    ...(questions.length > 0 ? [questionTable(questions)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Text that no renderer of Markdown, and no chat, makes anything else of: neither markup nor a link nor a mention. */
export function plain(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ');
  return line.replaceAll(MARKUP, String.raw`\$&`).replaceAll(LINKING, '$&\u200B');
}

const MARKUP = /[\\`*_[\]<>~|#$&]/gu;

// Mentions, links, addresses, references and emoji codes are found after escapes are gone. A zero-width space breaks them up.
const LINKING = /[@#:](?=\S)|\.(?=\p{L})|(?<!\d)\.(?=\d)/gu;

function teamTable(teams: readonly ReportedTeam[]): string {
  const rows = teams.map(({ rank, name, score }) => [String(rank), plain(name), formatNumber(score)]);
  return table(['Rank', 'Team', 'Score'], rows, 'rlr');
}

/** The last column has a sign for each answer, in the order of the questions. */
function playerTable(players: readonly ReportedPlayer[]): string {
  const hasTeams = players.some(({ team }) => team !== null);
  const rows = players.map((player) => [
    String(player.rank),
    plain(player.name),
    ...(hasTeams ? [plain(player.team ?? '')] : []),
    formatNumber(player.score),
    rightText(player),
    timeText(player.meanTimeMs, MARKS.none),
    String(player.longestStreak),
    player.answers.map((answer) => markText(answer, MARKS)).join(''),
  ]);
  const titles = ['Score', 'Right', 'Mean time', 'Longest streak', 'Answers'];
  return table(
    ['Rank', 'Player', ...(hasTeams ? ['Team'] : []), ...titles],
    rows,
    hasTeams ? 'rllrrrrl' : 'rlrrrrl',
  );
}

function questionTable(questions: readonly ReportedQuestion[]): string {
  const rows = questions.map((question) => [
    String(question.number),
    question.hardest ? `${plain(question.question)} **(hardest)**` : plain(question.question),
    question.correct === null ? counted(question.answered, 'vote') : rightText(question),
    timeText(question.meanTimeMs, MARKS.none),
    answersCell(question),
  ]);
  return table(['#', 'Question', 'Right', 'Mean time', 'Answers'], rows, 'rlrrl');
}

function answersCell(question: ReportedQuestion): string {
  const rightAnswer = hiddenRightAnswer(question);
  const right = rightAnswer === null ? [] : [`${MARKS.right} ${plain(rightAnswer)}`];
  return [...right, ...question.distribution.map(shareText)].join(' · ');
}

function shareText({ answer, count, right }: AnswerShare): string {
  const text = `${formatNumber(count)} × ${plain(answer)}`;
  return right ? `${MARKS.right} ${text}` : text;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[], align: string): string {
  return markdownTable([titles, ...rows], { align: Array.from(align), stringLength: widthOf });
}
