import * as z from 'zod/mini';
import {
  MAX_CODE_LENGTH,
  MAX_EXPLANATION_LENGTH,
  MAX_LANGUAGE_LENGTH,
  MAX_QUESTION_LENGTH,
} from '../limits.ts';
import { cleanCode, cleanText } from '../../text/clean.ts';
import { maxLength, minLength } from '../../text/length.ts';

/**
 * A question type. Each is one module: how it is written in a file, asked, answered, marked and counted. `rules` is a method
 * rather than a function property, so that each type may take its own kind of question.
 */
export interface QuestionType<Question> {
  rules(question: Question, layout: Layout): QuestionRules;
}

/** The rules of one question, including its correct answer. */
export interface QuestionRules {
  readonly asked: Asked;
  /** The correct answer in the form that a player would give, or null if there is none. */
  readonly correct: Answer | null;
  /** Returns the value as an answer to this question, or undefined if it is not one. */
  accept(value: unknown): Answer | undefined;
  mark(answer: Answer): Mark;
  /** Returns the keys under which an answer is counted. Answers with the same keys count as the same. */
  keysOf(answer: Answer): readonly (string | number)[];
  /** Returns how often each answer was given, in the form that screens show. */
  distribution(tally: Tally): Distribution;
}

/** How a question is laid out for one game. */
export interface Layout {
  /** Shuffles a list, always in the same way for the same game and question. */
  readonly permute: <Item>(items: readonly Item[]) => Item[];
  /** Whether the options are shuffled. */
  readonly shufflesOptions: boolean;
}

/**
 * An answer on the wire and in the journal: an index for `choice` and `poll`, a list of indexes for `multiple`, true or
 * false for `boolean`, a string for `text`, a number for `number`, and the indexes of the items in the player's order for
 * `order`. Indexes refer to the options or items as shown.
 */
export type Answer = number | boolean | string | readonly number[];

/**
 * How many players gave which answer: a count per option for `choice`, `multiple` and `poll`, `[true, false]` for
 * `boolean`, `[correct, wrong]` for `order`, and the most frequent answers for `text` and `number`.
 */
export type Distribution = readonly number[] | readonly AnswerCount[];

export interface AnswerCount {
  readonly answer: string | number;
  readonly count: number;
}

/**
 * How often each answer to a question was given, by the answer's key, in the order in which each was first given. It grows with
 * every answer, so that nothing is left to count when the question closes.
 */
export type Tally = Map<string | number, AnswerCount>;

/** The parts of an open question that depend on its type, as players see them. Never contains the correct answer. */
export interface Asked {
  readonly options?: readonly string[];
  /** The items to arrange. */
  readonly items?: readonly string[];
  /** The unit of a number. */
  readonly unit?: string;
}

/** What an answer is worth, regardless of its time. */
export interface Mark {
  /** Whether the answer is entirely correct. */
  readonly correct: boolean;
  /** The share of the points that it earns, 0 to 1. */
  readonly share: number;
}

/** Marks an answer that is either correct or worth nothing. */
export function allOrNothing(correct: boolean): Mark {
  return correct ? CORRECT : WRONG;
}

/** Shared, because games keep the mark of every answer. */
const CORRECT: Mark = { correct: true, share: 1 };
const WRONG: Mark = { correct: false, share: 0 };

/** The schema of a line of text in a quiz file: 1 to `maximum` characters after cleaning. */
export function textLine(maximum: number, description: string) {
  return z.string().check(
    z.overwrite((text) => (text.length > maximum * MAX_EXCESS ? text : cleanText(text))),
    minLength(1),
    maxLength(maximum),
    z.meta({ description, pattern: VISIBLE }),
  );
}

/** Texts that exceed their maximum length by this factor are rejected without being cleaned, which takes seconds for megabytes. */
const MAX_EXCESS = 10;

/** The pattern, in the JSON Schema, of texts that are not empty after cleaning: at least one character is neither space nor invisible. */
export const VISIBLE = String.raw`[^\s\u2800\p{C}\p{DI}]`;

/** The bounds of a time limit. */
export const MIN_TIME_S = 5;
export const MAX_TIME_S = 240;

/** The allowed time limits, in words. */
export const TIME_RULE = `0 (no limit) or a whole number of seconds from ${MIN_TIME_S} to ${MAX_TIME_S}`;

/** The schema of a time limit: seconds, or 0 for none. `abort` makes every error name both possibilities. */
export const timeLimitSchema = z
  .union(
    [z.literal(0), z.int().check(z.gte(MIN_TIME_S, { abort: true }), z.lte(MAX_TIME_S, { abort: true }))],
    { error: `must be ${TIME_RULE}` },
  )
  .check(z.describe(`Time limit in seconds: ${MIN_TIME_S} to ${MAX_TIME_S}, or 0 for no limit`));

/** The maximum length of a tag, in characters, and the maximum number of tags. */
export const MAX_TAG_LENGTH = 30;
export const MAX_TAGS = 20;

/** The schema of the tags of a quiz or a question. */
export const tagsSchema = z
  .array(textLine(MAX_TAG_LENGTH, 'A tag'))
  .check(maxLength(MAX_TAGS), z.describe('Words by which the questions can be found'));

/** The schema of how hard a quiz or a question is. */
export const difficultySchema = z
  .enum(['easy', 'medium', 'hard'])
  .check(z.describe('How hard the questions are'));

/** Cleaning keeps blank Braille patterns in code. */
const VISIBLE_IN_CODE = VISIBLE.replace(String.raw`\u2800`, '');

const codeSchema = z
  .strictObject({
    language: z.exactOptional(
      textLine(MAX_LANGUAGE_LENGTH, 'The language for syntax highlighting, such as "ts"'),
    ),
    text: z.string().check(
      z.overwrite((text) => (text.length > MAX_CODE_LENGTH * MAX_EXCESS ? text : cleanCode(text))),
      minLength(1),
      maxLength(MAX_CODE_LENGTH),
      z.meta({ pattern: VISIBLE_IN_CODE }),
    ),
  })
  .check(z.describe('A code snippet, shown with the question'));

/** The keys of a question's code. */
export const codeKeys = Object.keys(codeSchema.shape);

/** The fields that questions of all types share. */
export const commonFields = {
  question: textLine(MAX_QUESTION_LENGTH, 'The question, as players see it'),
  code: z.optional(codeSchema),
  explanation: z.optional(
    textLine(MAX_EXPLANATION_LENGTH, 'Why the answer is correct. Shown with the result'),
  ),
  tags: z.optional(tagsSchema),
  difficulty: z.optional(difficultySchema),
  time: z.optional(timeLimitSchema),
  points: z._default(
    z
      .literal([0, 1000, 2000])
      .check(z.describe('Maximum points for a correct answer: 0, 1000 or 2000. Default: 1000')),
    1000,
  ),
};
