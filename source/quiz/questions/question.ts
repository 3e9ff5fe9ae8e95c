import * as z from 'zod/mini';
import type { QuestionTypeName } from './shown-question.ts';
import { boolean, booleanSchema } from './boolean.ts';
import { choice, choiceSchema } from './choice.ts';
import { multiple, multipleSchema } from './multiple.ts';
import { number, numberSchema } from './number.ts';
import { order, orderSchema } from './order.ts';
import { poll, pollSchema } from './poll.ts';
import type { Layout, QuestionRules, QuestionType } from './question-type.ts';
import { text, textSchema } from './text.ts';

/** A question of any type in a quiz file. Add a new type here, to `types` and to `questionTypeNames`. */
export const questionSchema = z.discriminatedUnion('type', [
  choiceSchema,
  multipleSchema,
  booleanSchema,
  textSchema,
  numberSchema,
  orderSchema,
  pollSchema,
]);

export type Question = z.infer<typeof questionSchema>;

const types: Record<QuestionTypeName, QuestionType<Question>> = {
  choice,
  multiple,
  boolean,
  text,
  number,
  order,
  poll,
};

/** All keys that any type of question may have. */
export const questionKeys = [
  ...new Set(
    questionSchema.def.options.flatMap((option) =>
      Object.keys('in' in option.def ? option.def.in.shape : option.def.shape),
    ),
  ),
];

/** Returns the rules by which a question is asked, answered and marked in one game. */
export function rulesOf(question: Question, layout: Layout): QuestionRules {
  return types[question.type].rules(question, layout);
}
