import type { Answer } from './question-type.ts';
import { pick } from './options.ts';
import { type ShownQuestion, indexesOf, optionsOf } from './shown-options.ts';

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
