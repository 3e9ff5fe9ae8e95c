import * as z from 'zod/mini';
import { type QuestionType, allOrNothing, commonFields } from './question-type.ts';
import { countsIn } from './tally.ts';

/** A statement that is true or false. */
export const booleanSchema = z.strictObject({
  type: z.literal('boolean'),
  ...commonFields,
  answer: z.boolean().check(z.describe('Whether the statement is true')),
});

export type BooleanQuestion = z.infer<typeof booleanSchema>;

export const boolean: QuestionType<BooleanQuestion> = {
  rules: ({ answer: correct }) => ({
    asked: {},
    correct,
    accept: (value) => (typeof value === 'boolean' ? value : undefined),
    mark: (answer) => allOrNothing(answer === correct),
    keysOf: (answer) => [answer === true ? 0 : 1],
    distribution: (tally) => countsIn(tally, 2),
  }),
};
