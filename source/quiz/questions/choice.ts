import * as z from 'zod/mini';
import { acceptIndex, pick } from './shown-question.ts';
import {
  answerRanges,
  answersAreOptions,
  indexOfOption,
  keysOfChoice,
  optionSchema,
  optionsSchema,
  shownOrder,
} from './options.ts';
import { type QuestionType, allOrNothing, commonFields } from './question-type.ts';
import { countsIn } from './tally.ts';

/** A question with 2 to 8 options, one of them correct. A text as the answer becomes its index. */
export const choiceSchema = z.pipe(
  z
    .strictObject({
      type: z._default(z.literal('choice'), 'choice'),
      ...commonFields,
      options: optionsSchema,
      answer: optionSchema.check(z.describe('The correct option: its index, starting at 0, or its text')),
    })
    .check(answersAreOptions(), z.meta(answerRanges)),
  z.transform((question) => ({ ...question, answer: indexOfOption(question.options, question.answer) })),
);

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
