import * as z from 'zod/mini';
import { type QuestionType, allOrNothing, commonFields, textLine } from './question-type.ts';
import { mostFrequent } from './tally.ts';
import { cleanText } from '../../text/clean.ts';
import { maxLength, minLength } from '../../text/length.ts';

/** The maximum length of an answer, in code points, like all lengths in a quiz file. */
export const MAX_ANSWER_LENGTH = 100;

/** A question whose answer players type. */
export const textSchema = z.strictObject({
  type: z.literal('text'),
  ...commonFields,
  answer: z
    .array(textLine(MAX_ANSWER_LENGTH, 'An accepted answer'))
    .check(
      minLength(1),
      maxLength(50),
      z.describe('All accepted answers. The first one is shown as the correct answer'),
    ),
  exact: z._default(
    z.boolean().check(z.describe('Whether case and diacritics must match. Default: false')),
    false,
  ),
  typos: z._default(
    z
      .boolean()
      .check(
        z.describe(
          'Whether typing errors are allowed: one in answers of 5 letters or more, two from 10 letters on. Default: false',
        ),
      ),
    false,
  ),
});

export type TextQuestion = z.infer<typeof textSchema>;

export const text: QuestionType<TextQuestion> = {
  rules({ answer: accepted, exact }) {
    const keyOf = (given: unknown) => (exact ? cleanText(String(given)) : looseKey(String(given)));
    const keys = new Set(accepted.map(keyOf));
    return {
      asked: {},
      correct: accepted[0] ?? null,
      accept(value) {
        const given = typeof value === 'string' ? cleanText(value) : '';
        return given !== '' && Array.from(given).length <= MAX_ANSWER_LENGTH ? given : undefined;
      },
      mark: (given) => allOrNothing(keys.has(keyOf(given))),
      keysOf: (given) => [keyOf(given)],
      distribution: mostFrequent,
    };
  },
};

/** Returns the same key for texts that differ only in case, white space or diacritics. */
function looseKey(given: string): string {
  return cleanText(given.toUpperCase().normalize('NFKD').replaceAll(DIACRITICS, '').toLowerCase());
}

// Diacritics of Latin, Greek, Cyrillic, Hebrew and Arabic letters. In other scripts a mark changes the letter: か is not が.
const DIACRITICS = /(?=\p{Mn})[\u0300-\u036F\u0590-\u06FF]/gu;
