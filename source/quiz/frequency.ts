import type { Answer, AnswerCount } from './question-type.ts';

/** How many different answers are counted one by one. */
const MOST_FREQUENT = 8;

/**
 * The 8 most frequent answers, the most frequent first, those that are equally frequent in the order of giving.
 *
 * @param keyOf Answers with the same key are the same answer; it is shown as it was first given.
 */
export function mostFrequent(
  answers: readonly Answer[],
  keyOf: (answer: string | number) => string | number = (answer) => answer,
): AnswerCount[] {
  const counts = new Map<string | number, AnswerCount>();
  for (const answer of answers) {
    if (typeof answer !== 'string' && typeof answer !== 'number') continue;
    const key = keyOf(answer);
    const known = counts.get(key);
    counts.set(key, { answer: known?.answer ?? answer, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, MOST_FREQUENT);
}
