import * as z from 'zod/mini';
import { type Answer, type Layout, textLine } from './question-type.ts';
import { maxLength, minLength } from '../../text/length.ts';

/** The maximum number of options or items. */
export const MAX_OPTIONS = 8;

/** The maximum length of an option or item, in characters. */
export const MAX_OPTION_LENGTH = 240;

/** The schema of a question's options. */
export const optionsSchema = z
  .array(textLine(MAX_OPTION_LENGTH, 'An option'))
  .check(
    minLength(2),
    maxLength(MAX_OPTIONS),
    distinct('option'),
    z.describe(`2 to ${MAX_OPTIONS} different options`),
  );

/** Returns the indexes of the options in the order in which they are shown. */
export function shownOrder(options: readonly string[], { permute, shufflesOptions }: Layout): number[] {
  const inFileOrder = options.map((_, index) => index);
  return shufflesOptions ? permute(inFileOrder) : inFileOrder;
}

/** Returns the entries at the given indexes. */
export function pick(entries: readonly string[], indexes: readonly number[]): string[] {
  return indexes.flatMap((index) => entries.slice(index, index + 1));
}

/** Returns the value as an index below `length`, or undefined if it is not one. A client's -0 becomes 0. */
export function acceptIndex(value: unknown, length: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < length
    ? value + 0
    : undefined;
}

/** Returns the value as a list of distinct indexes below `length`, or undefined if it is not one. */
export function acceptIndexes(value: unknown, length: number): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const indexes = value.flatMap((entry) => acceptIndex(entry, length) ?? []);
  return indexes.length === value.length && new Set(indexes).size === indexes.length ? indexes : undefined;
}

/** Returns the chosen options' indexes, under which an answer is counted. */
export function keysOfChoice(answer: Answer): readonly number[] {
  if (typeof answer === 'number') return [answer];
  return typeof answer === 'object' ? answer : [];
}

/**
 * Rejects each entry that repeats an earlier one.
 *
 * @param keysOf Entries with a key in common are the same.
 */
export function distinct<Entry extends string | number>(
  noun: string,
  keysOf: (entry: Entry) => readonly Entry[] = (entry) => [entry],
) {
  return ({ value: entries, issues }: z.core.ParsePayload<Entry[]>): void => {
    const firstOf = new Map<Entry, number>();
    for (const [index, entry] of entries.entries()) {
      const keys = keysOf(entry);
      const first = keys.map((key) => firstOf.get(key)).find((found) => found !== undefined);
      if (first === undefined) for (const key of keys) firstOf.set(key, index);
      if (first === undefined) continue;
      const message = `is the same as ${noun} ${first + 1}`;
      issues.push({ code: 'custom', message, input: entry, path: [index], continue: true });
    }
  };
}

/** Rejects indexes without an option. Runs even if other checks fail, so that all mistakes are reported at once. */
export function answersInRange(): z.core.$ZodCheck<{ options: string[]; answer: number | number[] }> {
  return z.check(
    ({ value, issues }) => {
      const { options, answer } = value;
      for (const [position, index] of [answer].flat().entries()) {
        if (index < options.length) continue;
        const message = `must be the index of an option, 0 to ${options.length - 1}`;
        const path = Array.isArray(answer) ? ['answer', position] : ['answer'];
        issues.push({ code: 'custom', message, input: index, path, continue: true });
      }
    },
    { when: ({ value }) => comparableSchema.safeParse(value).success },
  );
}

/** What must be valid before answers can be compared with options. */
const comparableSchema = z.object({
  options: z.array(z.unknown()).check(minLength(1)),
  answer: z.union([z.int(), z.array(z.int())]),
});
