import * as z from 'zod/mini';
import { cleanCode, cleanText } from '../../text/clean.ts';
import { maxLength, minLength } from '../../text/length.ts';

/** The names of the question types, in the order in which they are documented. */
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

/**
 * An answer as it stands on the wire and in the journal: for `choice` and `poll` an index, for `multiple` a list of
 * indexes, for `boolean` true or false, for `text` a text, for `number` a number, for `order` the indexes of the items in
 * the order they are put into. Indexes are into the options or items as they were shown.
 */
export type Answer = number | boolean | string | readonly number[];

/**
 * How a question was answered, counted: for `choice`, `multiple` and `poll` a count per option, for `boolean`
 * `[true, false]`, for `order` `[right, wrong]`, for `text` and `number` the most frequent answers.
 */
export type Distribution = readonly number[] | readonly AnswerCount[];

export interface AnswerCount {
  readonly answer: string | number;
  readonly count: number;
}

/** What an answer is worth, before time comes in. */
export interface Mark {
  /** All of it is right. */
  readonly correct: boolean;
  /** The part of the points it earns, 0 to 1. */
  readonly share: number;
}

/** What a player sees of a question while it is open, beyond what every question has. Never the right answer. */
export interface Asked {
  readonly options?: readonly string[];
  /** What is to be put in order. */
  readonly items?: readonly string[];
  /** What a number counts. */
  readonly unit?: string;
}

/** The rules of one question, with its right answer inside. */
export interface QuestionRules {
  readonly asked: Asked;
  /** The right answer, written as a player would give it; null where there is none. */
  readonly correct: Answer | null;
  /** The value as an answer to this question, or undefined when it is none. */
  accept(value: unknown): Answer | undefined;
  mark(answer: Answer): Mark;
  distribution(answers: readonly Answer[]): Distribution;
}

/** How a question is laid out for one game. */
export interface Layout {
  /** Draws an order; the same for the same game and question. */
  readonly permute: <Item>(items: readonly Item[]) => Item[];
  /** Options are put into another order. */
  readonly shufflesOptions: boolean;
}

/**
 * A type of question. Each is one module: what it looks like in a file, how it is asked, how an answer is checked and
 * marked, and how answers are counted. A method, not a function property, so that each type may take its own question.
 */
export interface QuestionType<Question> {
  rules(question: Question, layout: Layout): QuestionRules;
}

/** All or nothing. */
export function allOrNothing(correct: boolean): Mark {
  return { correct, share: correct ? 1 : 0 };
}

/** One line of text in a quiz file, 1 to `maximum` characters once cleaned. */
export function line(maximum: number, description: string) {
  return z.string().check(z.overwrite(cleanText), minLength(1), maxLength(maximum), z.describe(description));
}

/** Seconds to answer in, where there is a limit. */
export const SHORTEST_TIME = 5;
export const LONGEST_TIME = 240;

/** What seconds to answer in may be, for people. */
export const TIME_RULE = `0 (no limit) or a whole number of seconds from ${SHORTEST_TIME} to ${LONGEST_TIME}`;

/** Seconds to answer in, or 0 for no limit. Both are named in whatever is wrong: hence `abort`. */
export const timeLimit = z
  .union(
    [
      z.literal(0),
      z.int().check(z.gte(SHORTEST_TIME, { abort: true }), z.lte(LONGEST_TIME, { abort: true })),
    ],
    { error: `must be ${TIME_RULE}` },
  )
  .check(z.describe(`Time limit in seconds: ${SHORTEST_TIME} to ${LONGEST_TIME}, or 0 for no limit`));

const code = z
  .strictObject({
    language: line(30, 'The language for syntax highlighting, such as "ts"'),
    text: z.string().check(z.overwrite(cleanCode), minLength(1), maxLength(4000)),
  })
  .check(z.describe('A code snippet, shown with the question'));

/** The keys that the code of a question has. */
export const codeKeys = Object.keys(code.shape);

/** The fields that a question of any type has. */
export const commonFields = {
  question: line(300, 'The question, as players see it'),
  code: z.optional(code),
  explanation: z.optional(line(600, 'Why the answer is correct. Shown with the result')),
  time: z.optional(timeLimit),
  points: z._default(
    z
      .literal([0, 1000, 2000])
      .check(z.describe('Maximum points for a correct answer: 0, 1000 or 2000. Default: 1000')),
    1000,
  ),
};

/** How many different answers are counted one by one. */
const MOST_FREQUENT = 8;

/**
 * The 8 most frequent answers, the most frequent first, those that are equally frequent in the order of giving.
 *
 * @param keyOf Answers with the same key are the same answer; it is shown as it was first given.
 */
export function mostFrequent(
  answers: readonly Answer[],
  keyOf: (answer: string | number) => string | number = (answer) => answer,
): AnswerCount[] {
  const counts = new Map<string | number, AnswerCount>();
  for (const answer of answers) {
    if (typeof answer !== 'string' && typeof answer !== 'number') continue;
    const key = keyOf(answer);
    const known = counts.get(key);
    counts.set(key, { answer: known?.answer ?? answer, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count).slice(0, MOST_FREQUENT);
}
