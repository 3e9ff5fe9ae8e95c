import * as z from 'zod/mini';
import { type QuestionType, allOrNothing, commonFields, textLine } from './question-type.ts';
import { mostFrequent } from './tally.ts';
import { MAX_UNIT_LENGTH } from '../limits.ts';

/** A question whose answer is a number, within a tolerance. */
export const numberSchema = z.strictObject({
  type: z.literal('number'),
  ...commonFields,
  answer: z.number().check(z.describe('The correct number')),
  tolerance: z._default(
    z.number().check(z.gte(0), z.describe('How far an answer may be off and still be correct. Default: 0')),
    0,
  ),
  unit: z.optional(textLine(MAX_UNIT_LENGTH, 'The unit of the number, such as "bytes"')),
});

export type NumberQuestion = z.infer<typeof numberSchema>;

export const number: QuestionType<NumberQuestion> = {
  rules: ({ answer: correct, tolerance, unit }) => ({
    asked: unit === undefined ? {} : { unit },
    correct,
    // JSON turns -0 into 0, so the journal would not return the same answer.
    accept: (value) => (typeof value === 'number' && Number.isFinite(value) ? value + 0 : undefined),
    mark: (given) => allOrNothing(isWithin(Number(given), correct, tolerance)),
    keysOf: (given) => [Number(given)],
    distribution: (tally) => mostFrequent(tally),
  }),
};

/** Tells whether a number is within the tolerance, despite rounded decimal fractions: 0.3 is within 0.1 of 0.2. */
function isWithin(given: number, correct: number, tolerance: number): boolean {
  const numbers = [given, correct, tolerance];
  // Whole numbers are exact: 2^53 − 2 is not 2^53 − 1.
  const rounding = numbers.every(Number.isInteger) ? 0 : Number.EPSILON * Math.max(...numbers.map(Math.abs));
  return Math.abs(given - correct) <= tolerance + rounding;
}
