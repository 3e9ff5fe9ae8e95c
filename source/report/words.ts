import type { ReportedAnswer, ReportedQuestion } from './played-question.ts';
import type { Report, ReportedPoints } from './report.ts';
import { formatNumber, pluralize } from '../text/numbers.ts';

/** The line below the title, in parts: `2026-11-22 16:12`, `3 players`, `2 questions`. */
export function subtitle({ playedAt, game, players, questions, finished }: Report): string[] {
  return [
    whenText(playedAt),
    ...(game > 1 ? [`game ${game}`] : []),
    pluralize(players.length, 'player'),
    pluralize(questions.length, 'question'),
    ...(finished ? [] : ['not finished']),
  ];
}

/** Formats an ISO 8601 time as local time: `2026-11-22 16:12`. */
export function whenText(iso: string): string {
  return new Date(iso).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
}

/** Formats milliseconds as seconds: `2.3 s`. Returns `none` for null. */
export function timeText(milliseconds: number | null, none: string): string {
  return milliseconds === null ? none : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** How many answers were correct: `3 of 4`. For a poll, how many there were. */
export function correctText({ correct, answered }: Pick<ReportedQuestion, 'correct' | 'answered'>): string {
  const total = formatNumber(answered);
  return correct === null ? total : `${formatNumber(correct)} of ${total}`;
}

/** Returns the correct answer; null if there is none, or if the distribution shows it anyway. */
export function unlistedCorrectAnswer({
  type,
  correctAnswer,
  distribution,
}: ReportedQuestion): string | null {
  const hasOptions = type === 'choice' || type === 'multiple' || type === 'boolean';
  return hasOptions || distribution.some(({ answer }) => answer === correctAnswer) ? null : correctAnswer;
}

/** Says what the host has decided about a question after it was closed, in parts. */
export function decisionTexts({ voided, voidReason, alsoAccepted }: ReportedQuestion): string[] {
  return [
    ...(voided ? [voidReason === null ? 'voided' : `voided: ${voidReason}`] : []),
    ...alsoAccepted.map((answer) => `also accepted: ${answer}`),
  ];
}

/** The points that the host gave or took by hand: `Ada: +500 (for the joke)`. */
export function givenPointsText({ player, points, reason }: ReportedPoints): string {
  const amount = `${player}: ${points > 0 ? '+' : '-'}${formatNumber(Math.abs(points))}`;
  return reason === null ? amount : `${amount} (${reason})`;
}

/** Symbols for how an answer was marked. */
export interface Marks {
  readonly correct: string;
  readonly partly: string;
  readonly wrong: string;
  /** A vote in a poll, or an answer to a voided question. */
  readonly poll: string;
  /** No answer. */
  readonly none: string;
}

export const MARKS: Marks = { correct: '✓', partly: '½', wrong: '✗', poll: '·', none: '–' };

/** The symbol for an answer; null means no answer. */
export function markText(answer: ReportedAnswer | null, marks: Marks): string {
  return answer === null ? marks.none : marks[answer.mark ?? 'poll'];
}
