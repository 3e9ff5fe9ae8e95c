import type { Mark } from '../quiz/question-type.ts';

/** How points depend on time: `speed` pays faster answers more, `accuracy` pays all the same, `off` pays nothing. */
export type Scoring = 'speed' | 'accuracy' | 'off';

/** Answers faster than this earn all points: nobody reads a question faster. */
const FULL_POINTS_BELOW_MS = 500;

const STREAK_STEP = 100;
const MAXIMUM_STREAK_BONUS = 500;

/**
 * The points for an answer, without the bonus for a streak: `round(P × (1 − t/T/2) × share)`, with the whole `P` below
 * half a second, where there is no limit and where time does not count.
 *
 * @param timeMs The time taken, 0 to `limitMs`.
 * @param limitMs The time there was; 0 for no limit.
 * @param maximum The points for a correct answer at once.
 */
export function pointsFor(
  mark: Mark,
  timeMs: number,
  limitMs: number,
  maximum: number,
  scoring: Scoring,
): number {
  if (scoring === 'off') return 0;
  const timeCounts = scoring === 'speed' && limitMs > 0 && timeMs >= FULL_POINTS_BELOW_MS;
  const speed = timeCounts ? 1 - timeMs / limitMs / 2 : 1;
  return Math.round(maximum * speed * mark.share);
}

/** The bonus for a streak of correct answers: 100 for the second in a row, then 200, 300, 400 and 500 each. */
export function streakBonus(streak: number): number {
  return Math.min(Math.max(streak - 1, 0) * STREAK_STEP, MAXIMUM_STREAK_BONUS);
}
