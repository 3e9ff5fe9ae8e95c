import type { Answer } from '../quiz/questions/question-type.ts';
import { equivalenceKey } from '../text/equivalent.ts';
import { findMistyped } from '../text/typing-errors.ts';
import type { RevealStage, Standing } from '../view/stage.ts';
import type { You, YouResult } from '../view/you.ts';
import { formatNumber, ordinal, pluralize } from '../text/numbers.ts';

/** How a player did with a question: `neutral` if that is neither correct nor wrong. */
export interface Verdict {
  readonly tone: 'correct' | 'wrong' | 'neutral';
  readonly text: string;
}

/** Whether the answer was correct. */
export function verdictOf(
  { question: { type }, voided }: Pick<RevealStage, 'question' | 'voided'>,
  { answer, correct, points }: YouResult,
): Verdict {
  if (type === 'poll') {
    return { tone: 'neutral', text: answer === null ? "You didn't vote" : 'Thanks for your vote' };
  }
  if (voided) return { tone: 'neutral', text: 'Does not count' };
  if (correct) return { tone: 'correct', text: 'Correct!' };
  if (answer === null) return { tone: 'neutral', text: 'No answer' };
  if (points > 0) return { tone: 'neutral', text: 'Partly correct' };
  return { tone: 'wrong', text: 'Wrong' };
}

/** Everything that an answer earned. */
export function earnedPoints({ points, streakBonus }: YouResult): number {
  return points + streakBonus;
}

/** Says that a question pays nothing; empty if it does. */
export function noPointsNote({ question: { points, type } }: Pick<RevealStage, 'question'>): string {
  return points === 0 && type !== 'poll' ? 'no points for this one' : '';
}

/** `3 in a row`; empty without a streak. */
export function streakText({ streak }: You, { correct }: YouResult): string {
  return correct && streak > 1 ? `${streak} in a row` : '';
}

/** `+100 streak bonus`; empty without one. */
export function streakBonusText({ streakBonus }: YouResult): string {
  return streakBonus > 0 ? `+${formatNumber(streakBonus)} streak bonus` : '';
}

/** Say that the answer was sent because time ran out, the longest first. */
export const AUTOMATIC_NOTES = [
  'Your answer was sent when time ran out.',
  'Sent when time ran out.',
] as const;

/** The player's rank; null before the first one, and while nobody has any points, because everybody is first then. */
export function displayedRank(you: You | null): number | null {
  if (!you || (you.rank === 1 && you.score === 0)) return null;
  return you.rank;
}

/** `3rd of 37 with 1,840 points`; empty without a rank. */
export function rankAndScore(you: You | null, players: number): string {
  const rank = displayedRank(you);
  if (!you || rank === null) return '';
  return `${ordinal(rank)} of ${formatNumber(players)} with ${pluralize(you.score, 'point')}`;
}

/** `3rd of 37 with 1,840 points, 120 behind Linus`, the longest first; just the points in a game with one player. None without a rank. */
export function rankSummaries(you: You | null, players: number): string[] {
  const summary = rankAndScore(you, players);
  if (!you || summary === '') return [];
  if (players === 1) return [pluralize(you.score, 'point')];
  const { ahead } = you;
  const full = ahead ? [`${summary}, ${formatNumber(ahead.by)} behind ${ahead.name}`] : [];
  return [...full, summary, `${ordinal(you.rank ?? 1)} of ${formatNumber(players)}`];
}

/**
 * A ranked player or team. `change` is the change of rank: null for a newcomer, undefined to leave it out. `gain` are the points
 * for the last question, if known.
 */
export type StandingsRow = Pick<Standing, 'rank' | 'name' | 'score'> & {
  readonly change?: number | null;
  readonly gain?: number;
};

/** As many rows as fit from the top. The player's own row replaces the last one if it is not among them. */
export function topWithOwn(
  top: readonly StandingsRow[],
  you: You | null,
  name: string,
  rows: number,
): readonly StandingsRow[] {
  const visible = top.slice(0, rows);
  if (visible.some((standing) => standing.name === name)) return visible;
  const own = top.find((standing) => standing.name === name) ?? ownStanding(you, name);
  return own ? [...visible.slice(0, rows - 1), own] : visible;
}

function ownStanding(you: You | null, name: string): StandingsRow | undefined {
  const rank = displayedRank(you);
  if (!you || rank === null) return undefined;
  const { points = 0, streakBonus = 0 } = you.result ?? {};
  return { rank, name, score: you.score, gain: points + streakBonus };
}

/** The player's own answer, after marking. */
export interface OwnAnswer {
  readonly answer: Answer;
  readonly isCorrect: boolean;
}

/** Says how far off a wrong answer was. An answer within the tolerance is close enough. */
export function deviationOf({ answer: own, isCorrect }: OwnAnswer, correct: Answer | null): string {
  if (typeof own !== 'number' || typeof correct !== 'number' || own === correct) return '';
  if (isCorrect) return ' (close enough)';
  return own > correct ? ` (${difference(own, correct)} too high)` : ` (${difference(correct, own)} too low)`;
}

/** The difference, without floating-point noise: 0.3 - 0.1 is 0.2. */
function difference(greater: number, smaller: number): string {
  return String(Number((greater - smaller).toPrecision(12)));
}

/**
 * Returns the listed answer with which the player's own was counted; null if it is not listed. The stage does not say how strictly the
 * question judges, so an identical answer comes first, then an equivalent one, then the correct one, which may be mistyped.
 */
export function ownListedAnswer(
  { distribution, correct }: Pick<RevealStage, 'distribution' | 'correct'>,
  { answer, isCorrect }: OwnAnswer,
): string | number | null {
  const listed = [...distribution].flatMap((entry) => (typeof entry === 'object' ? entry.answer : []));
  const identical = listed.find((each) => each === answer) ?? null;
  if (identical !== null || typeof answer !== 'string') return identical;
  const key = equivalenceKey(answer);
  const equivalent = listed.find((each) => equivalenceKey(String(each)) === key);
  if (equivalent !== undefined) return equivalent;
  const isMistyped = isCorrect && findMistyped([equivalenceKey(String(correct))])(key) !== undefined;
  return isMistyped ? String(correct) : null;
}

/** How many players gave an answer, the longest form first. */
export function countLabels(count: number, answered: number, dot: string): readonly string[] {
  const short = formatNumber(count);
  if (answered === 0) return [short];
  const percent = `${Math.round((100 * Math.min(count, answered)) / answered)} %`;
  return [`${short} of ${formatNumber(answered)} ${dot} ${percent}`, `${short} ${dot} ${percent}`, short];
}
