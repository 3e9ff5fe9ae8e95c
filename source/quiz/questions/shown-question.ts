import type { Answer, Asked, Distribution } from './question-type.ts';

/** The question types, in the order of the documentation. */
export const questionTypeNames = [
  'choice',
  'multiple',
  'boolean',
  'text',
  'number',
  'order',
  'poll',
] as const;

export type QuestionTypeName = (typeof questionTypeNames)[number];

/** The part of a question that players see, which is enough to interpret an answer. */
export interface ShownQuestion extends Asked {
  readonly type: QuestionTypeName;
}

/** Returns the options to choose from; a true-or-false question has these two. */
export function optionsOf({ type, options = [] }: ShownQuestion): readonly string[] {
  return type === 'boolean' ? TRUE_OR_FALSE : options;
}

const TRUE_OR_FALSE = ['True', 'False'];

/** Returns the answer for choosing the option at an index. */
export function answerAt({ type }: ShownQuestion, index: number): Answer {
  return type === 'boolean' ? index === 0 : index;
}

/** Returns the indexes in an answer: of the chosen options, or of the items in the player's order. */
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

/** Whether an answer has the form that a question asks for. A server may send an answer to another question. */
export function isAnswerTo({ type, options = [], items = [] }: ShownQuestion, answer: Answer): boolean {
  switch (type) {
    case 'choice':
    case 'poll':
      return acceptIndex(answer, options.length) !== undefined;
    case 'multiple':
      return acceptIndexes(answer, options.length) !== undefined;
    case 'order':
      return acceptIndexes(answer, items.length)?.length === items.length;
    case 'boolean':
    case 'text':
    case 'number':
      return typeof answer === ANSWERS[type];
  }
}

const ANSWERS = { boolean: 'boolean', text: 'string', number: 'number' } as const;

/** Whether a distribution can count the answers to a question. */
export function isDistributionOf({ type, options = [] }: ShownQuestion, distribution: Distribution): boolean {
  if (type === 'text' || type === 'number') {
    return distribution.every((entry) => typeof entry === 'object' && typeof entry.answer === ANSWERS[type]);
  }
  const length = type === 'boolean' || type === 'order' ? 2 : options.length;
  return countsOf(distribution).length === length && distribution.length === length;
}

/** Returns how often each option was chosen. */
export function countsOf(distribution: Distribution): number[] {
  return [...distribution].filter((count) => typeof count === 'number');
}

/** Describes an answer: its options, its items in order, its number with the unit, or the typed text. */
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

/** Formats a number with its unit, such as `12 ms`. Thousands are not separated, because it may be a year. */
export function amountOf(answer: unknown, { unit }: Pick<ShownQuestion, 'unit'>): string {
  return unit === undefined ? String(answer) : `${String(answer)} ${unit}`;
}

/** Returns the entries at the given indexes. */
export function pick(entries: readonly string[], indexes: readonly number[]): string[] {
  return indexes.flatMap((index) => entries.slice(index, index + 1));
}

/** Returns the value as an index below `length`, or undefined if it is not one. A client's -0 becomes 0. */
export function acceptIndex(value: unknown, length: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < length
    ? value + 0
    : undefined;
}

/** Returns the value as a list of distinct indexes below `length`, or undefined if it is not one. */
export function acceptIndexes(value: unknown, length: number): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const indexes = value.flatMap((entry) => acceptIndex(entry, length) ?? []);
  return indexes.length === value.length && new Set(indexes).size === indexes.length ? indexes : undefined;
}
