import * as z from 'zod/mini';
import { acceptIndexes, pick } from './shown-question.ts';
import { MAX_OPTIONS, MAX_OPTION_LENGTH } from '../limits.ts';
import { distinct } from './options.ts';
import {
  type Answer,
  type Layout,
  type QuestionType,
  allOrNothing,
  commonFields,
  textLine,
} from './question-type.ts';
import { countsIn } from './tally.ts';
import { maxLength, minLength } from '../../text/length.ts';

/** A question whose items players arrange. The items are always shuffled, and never shown in the correct order. */
export const orderSchema = z.strictObject({
  type: z.literal('order'),
  ...commonFields,
  items: z
    .array(textLine(MAX_OPTION_LENGTH, 'An item'))
    .check(
      minLength(2),
      maxLength(MAX_OPTIONS),
      distinct('item'),
      z.meta({ description: `2 to ${MAX_OPTIONS} different items, in the correct order`, uniqueItems: true }),
    ),
});

export type OrderQuestion = z.infer<typeof orderSchema>;

export const order: QuestionType<OrderQuestion> = {
  rules({ items }, layout) {
    const shown = wrongOrder(items.length, layout);
    const correct = items.map((_, index) => shown.indexOf(index));
    const isCorrect = (given: Answer) =>
      Array.isArray(given) && correct.every((item, place) => given[place] === item);
    return {
      asked: { items: pick(items, shown) },
      correct,
      accept(value) {
        const indexes = acceptIndexes(value, items.length);
        return indexes?.length === items.length ? indexes : undefined;
      },
      mark: (given) => allOrNothing(isCorrect(given)),
      keysOf: (given) => [isCorrect(given) ? 0 : 1],
      distribution: (tally) => countsIn(tally, 2),
    };
  },
};

/** Draws a random order of `length` items that differs from their own. */
function wrongOrder(length: number, { permute }: Layout): number[] {
  const correct = Array.from({ length }, (_, index) => index);
  const drawn = permute(correct);
  // Rotated by one, no item is where it belongs.
  const isCorrect = drawn.every((item, index) => item === index);
  return isCorrect ? [...correct.slice(1), ...correct.slice(0, 1)] : drawn;
}
