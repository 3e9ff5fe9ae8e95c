import * as z from 'zod/mini';
import { acceptIndex, answersInRange, keysOfChoice, optionsSchema, pick, shownOrder } from './options.ts';
import { type QuestionType, allOrNothing, commonFields } from './question-type.ts';
import { countsIn } from './tally.ts';

/** A question with 2 to 8 options, one of them right. */
export const choiceSchema = z
  .strictObject({
    type: z._default(z.literal('choice'), 'choice'),
    ...commonFields,
    options: optionsSchema,
    answer: z.int().check(z.gte(0), z.describe('Index of the correct option, starting at 0')),
  })
  .check(answersInRange());

export type ChoiceQuestion = z.infer<typeof choiceSchema>;

export const choice: QuestionType<ChoiceQuestion> = {
  rules({ options, answer }, layout) {
    const shown = shownOrder(options, layout);
    const correct = shown.indexOf(answer);
    return {
      asked: { options: pick(options, shown) },
      correct,
      accept: (value) => acceptIndex(value, options.length),
      mark: (given) => allOrNothing(given === correct),
      keysOf: keysOfChoice,
      distribution: (tally) => countsIn(tally, options.length),
    };
  },
};
