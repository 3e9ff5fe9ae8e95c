import * as z from 'zod/mini';
import { acceptIndex, pick } from './shown-question.ts';
import { keysOfChoice, optionsSchema, shownOrder } from './options.ts';
import { type QuestionType, allOrNothing, commonFields } from './question-type.ts';
import { countsIn } from './tally.ts';

/** A question of opinion, without a correct answer and without points. */
export const pollSchema = z.strictObject({
  type: z.literal('poll'),
  ...commonFields,
  points: z._default(z.literal(0).check(z.describe('Polls award no points')), 0),
  options: optionsSchema,
});

export type PollQuestion = z.infer<typeof pollSchema>;

export const poll: QuestionType<PollQuestion> = {
  rules: ({ options }, layout) => ({
    asked: { options: pick(options, shownOrder(options, layout)) },
    correct: null,
    accept: (value) => acceptIndex(value, options.length),
    mark: () => allOrNothing(false),
    keysOf: keysOfChoice,
    distribution: (tally) => countsIn(tally, options.length),
  }),
};
