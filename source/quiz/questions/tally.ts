import type { Answer, AnswerCount, QuestionRules, Tally } from './question-type.ts';

type Keys = Pick<QuestionRules, 'keysOf'>;

export function addAnswer(tally: Tally, rules: Keys, answer: Answer): void {
  for (const key of rules.keysOf(answer)) {
    const known = tally.get(key);
    if (known) tally.set(key, { answer: known.answer, count: known.count + 1 });
    else tally.set(key, { answer: typeof answer === 'string' ? answer : key, count: 1 });
  }
}

/** Undoes `addAnswer`. */
export function removeAnswer(tally: Tally, rules: Keys, answer: Answer): void {
  for (const key of rules.keysOf(answer)) {
    const { answer: shown = key, count = 1 } = tally.get(key) ?? {};
    if (count > 1) tally.set(key, { answer: shown, count: count - 1 });
    else tally.delete(key);
  }
}

/** Returns the counts under the keys 0 to `length` − 1. */
export function countsIn(tally: Tally, length: number): number[] {
  return Array.from({ length }, (_, key) => tally.get(key)?.count ?? 0);
}

/** How many of the answers to a `text` or `number` question a reveal lists. */
export const MAX_LISTED_ANSWERS = 8;

/**
 * Returns the 8 most frequent answers, most frequent first, ties in the order in which they were given.
 *
 * @param shownAs How to show the answers under some of the keys, if not as they were first given.
 */
export function mostFrequent(
  tally: Tally,
  shownAs: ReadonlyMap<string | number, string> = new Map(),
): AnswerCount[] {
  return [...tally]
    .toSorted(([, a], [, b]) => b.count - a.count)
    .slice(0, MAX_LISTED_ANSWERS)
    .map(([key, { answer, count }]) => ({ answer: shownAs.get(key) ?? answer, count }));
}
