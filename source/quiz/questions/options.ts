import * as z from 'zod/mini';
import { type Answer, type Layout, VISIBLE, textLine } from './question-type.ts';
import { MAX_OPTIONS, MAX_OPTION_LENGTH } from '../limits.ts';
import { cleanText } from '../../text/clean.ts';
import { maxLength, minLength } from '../../text/length.ts';

/** The schema of a question's options. */
export const optionsSchema = z
  .array(textLine(MAX_OPTION_LENGTH, 'An option'))
  .check(
    minLength(2),
    maxLength(MAX_OPTIONS),
    distinct('option'),
    z.meta({ description: `2 to ${MAX_OPTIONS} different options`, uniqueItems: true }),
  );

/** Returns the indexes of the options in the order in which they are shown. */
export function shownOrder(options: readonly string[], { permute, shufflesOptions }: Layout): number[] {
  const inFileOrder = options.map((_, index) => index);
  return shufflesOptions ? permute(inFileOrder) : inFileOrder;
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

/** The schema of an answer in a quiz file that is one of the options: its index, or its text. */
export const optionSchema = z.union(
  [z.int().check(z.gte(0)), z.string().check(z.overwrite(cleanText), z.meta({ pattern: VISIBLE }))],
  {
    error: 'must be the index of an option, or its text in quotes',
  },
);

type OptionInFile = z.infer<typeof optionSchema>;

/** Returns the index of an option that a quiz file names, or -1 if there is no such option. */
export function indexOfOption(options: readonly string[], named: OptionInFile): number {
  return typeof named === 'string' ? options.indexOf(named) : options[named] === undefined ? -1 : named;
}

/** Returns the index that a text looks like, or undefined if no option has that index. */
export function indexInText(options: readonly string[], text: string): number | undefined {
  const index = /^\d$/u.test(text) ? Number(text) : -1;
  return options[index] === undefined ? undefined : index;
}

/**
 * Rejects answers that name no option, or the same one twice. Runs even if other checks fail, so that all mistakes are reported at
 * once. An issue about a text carries it and the options in `params`, because finding suggestions for thousands of mistakes takes too long.
 */
export function answersAreOptions(): z.core.$ZodCheck<{
  options: string[];
  answer: OptionInFile | OptionInFile[];
}> {
  return z.check(
    ({ value, issues }) => {
      const { options, answer } = value;
      const positions = new Map<number, number>();
      for (const [position, named] of [answer].flat().entries()) {
        // The schema has reported it.
        if (typeof named === 'number' && named < 0) continue;
        const index = indexOfOption(options, named);
        const first = positions.get(index);
        const path = Array.isArray(answer) ? ['answer', position] : ['answer'];
        const report = (message: string, params = {}) =>
          issues.push({ code: 'custom', message, params, input: named, path, continue: true });
        if (index >= 0 && first === undefined) positions.set(index, position);
        else if (index >= 0) report(`is the same as answer ${Number(first) + 1}`);
        else if (typeof named === 'number')
          report(`must be the index of an option, 0 to ${options.length - 1}`);
        else report('is not the text of an option', { text: named, options });
      }
    },
    { when: ({ value }) => comparableSchema.safeParse(value).success },
  );
}

/** The ranges of answers, for the JSON Schema: for each number of options, there are more of them or the answers are in range. */
export const answerRanges = {
  allOf: Array.from({ length: MAX_OPTIONS - 1 }, (_, index) => {
    const count = index + 2;
    const range = { maximum: count - 1 };
    return {
      anyOf: [
        { properties: { options: { minItems: count + 1 } } },
        { properties: { answer: { ...range, maxItems: count, items: range } } },
      ],
    };
  }),
};

/** What must be valid before answers can be compared with options. */
const comparableSchema = z.object({
  options: z.array(z.string()).check(minLength(1)),
  answer: z.union([z.int(), z.string(), z.array(z.union([z.int(), z.string()]))]),
});
