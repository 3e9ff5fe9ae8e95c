import * as z from 'zod/mini';
import { boolean, booleanSchema } from './boolean.ts';
import { choice, choiceSchema } from './choice.ts';
import type { QuestionRules, QuestionType } from './question-type.ts';

/** A question of any type, as a quiz file has it. A further type is a member here and in `types`. */
export const questionSchema = z.discriminatedUnion('type', [choiceSchema, booleanSchema]);

export type Question = z.infer<typeof questionSchema>;

/** The names of the types of questions. */
export type QuestionTypeName = Question['type'];

const types: Record<QuestionTypeName, QuestionType<Question>> = { choice, boolean };

/** The names of the types of questions, in the order in which they are documented. */
export const questionTypeNames = Object.keys(types);

/** Every key that a question of some type may have. */
export const questionKeys = [
  ...new Set(questionSchema.def.options.flatMap((option) => Object.keys(option.shape))),
];

/** The rules by which a question is asked, answered and marked. */
export function rulesOf(question: Question): QuestionRules {
  return types[question.type].rules(question);
}

/** The question with its options in an order that `permute` draws; itself where it has none to order. */
export function shuffleOptions(
  question: Question,
  permute: <Item>(items: readonly Item[]) => Item[],
): Question {
  return types[question.type].shuffle?.(question, permute) ?? question;
}
