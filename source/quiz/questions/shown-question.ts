import { pick } from './options.ts';
import type { Answer, Asked, Distribution } from './question-type.ts';
import type { QuestionTypeName } from './question-type.ts';

/** A question as players see it, as far as it takes to tell what an answer means. */
export interface ShownQuestion extends Asked {
  readonly type: QuestionTypeName;
}

/** What there is to choose from: a statement that is true or false has these two. */
export function optionsOf({ type, options = [] }: ShownQuestion): readonly string[] {
  return type === 'boolean' ? TRUE_OR_FALSE : options;
}

/** The answer that choosing the option at this index gives. */
export function answerAt({ type }: ShownQuestion, index: number): Answer {
  return type === 'boolean' ? index === 0 : index;
}

/** The indexes that the answer names: of the options it chose, or of the items in its order. */
export function indexesOf(answer: Answer | null): readonly number[] {
  switch (typeof answer) {
    case 'boolean':
      return [answer ? 0 : 1];
    case 'number':
      return [answer];
    case 'string':
      return [];
    default:
      return answer ?? [];
  }
}

/** How often each option was chosen. */
export function countsOf(distribution: Distribution): number[] {
  return [...distribution].filter((count) => typeof count === 'number');
}

const TRUE_OR_FALSE = ['True', 'False'];

/** An answer in words: the options that it names, the items in its order, the number with its unit, or what was typed. */
export function answerText(question: ShownQuestion, answer: Answer): string {
  switch (question.type) {
    case 'text':
      return String(answer);
    case 'number':
      return amountOf(answer, question);
    case 'order':
      return pick(question.items ?? [], indexesOf(answer)).join(', ');
    default:
      return pick(optionsOf(question), indexesOf(answer)).join(', ');
  }
}

/** The number with what it counts: `12 ms`. Its thousands stay together: it may be a year. */
export function amountOf(answer: unknown, { unit }: Pick<ShownQuestion, 'unit'>): string {
  return unit === undefined ? String(answer) : `${String(answer)} ${unit}`;
}
