import * as z from 'zod/mini';
import { acceptIndexes, pick } from './shown-question.ts';
import {
  answerRanges,
  answersAreOptions,
  indexOfOption,
  keysOfChoice,
  optionSchema,
  optionsSchema,
  shownOrder,
} from './options.ts';
import { type Answer, type Mark, type QuestionType, commonFields } from './question-type.ts';
import { countsIn } from './tally.ts';
import { minLength } from '../../text/length.ts';

/**
 * A question with 2 to 8 options, at least one of them correct; players must find all of the correct ones. Texts as answers become
 * their indexes.
 */
export const multipleSchema = z.pipe(
  z
    .strictObject({
      type: z.literal('multiple'),
      ...commonFields,
      options: optionsSchema,
      answer: z.array(optionSchema).check(
        minLength(1),
        z.meta({
          description: 'The correct options: their indexes, starting at 0, or their texts. At least one',
          uniqueItems: true,
        }),
      ),
    })
    .check(answersAreOptions(), z.meta(answerRanges)),
  z.transform((question) => ({
    ...question,
    answer: question.answer.map((named) => indexOfOption(question.options, named)),
  })),
);

export type MultipleQuestion = z.infer<typeof multipleSchema>;

export const multiple: QuestionType<MultipleQuestion> = {
  rules({ options, answer }, layout) {
    const shown = shownOrder(options, layout);
    const correct = answer.map((index) => shown.indexOf(index)).toSorted((a, b) => a - b);
    return {
      asked: { options: pick(options, shown) },
      correct,
      accept(value) {
        const indexes = acceptIndexes(value, options.length);
        return indexes && indexes.length > 0 ? indexes.toSorted((a, b) => a - b) : undefined;
      },
      mark: (given) => markSet(given, correct, options.length),
      keysOf: keysOfChoice,
      distribution: (tally) => countsIn(tally, options.length),
    };
  },
};

/** Marks a set of options. All wrong options together cost as much as all correct ones earn, so choosing everything earns nothing. */
function markSet(given: Answer, correct: readonly number[], optionCount: number): Mark {
  const indexes = Array.isArray(given) ? given : [];
  const found = correct.filter((index) => indexes.includes(index)).length;
  const wrong = indexes.length - found;
  return {
    correct: found === correct.length && wrong === 0,
    share: Math.max(0, found / correct.length - (wrong === 0 ? 0 : wrong / (optionCount - correct.length))),
  };
}
