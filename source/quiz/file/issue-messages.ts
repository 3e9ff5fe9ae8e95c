import { questionTypeNames } from '../questions/shown-question.ts';
import type * as z from 'zod/mini';
import type { LocatedMessage } from './json-document.ts';
import { questionKeys } from '../questions/question.ts';
import { indexInText } from '../questions/options.ts';
import { codeKeys } from '../questions/question-type.ts';
import { quizKeys } from '../quiz.ts';
import { quote } from '../../text/clean.ts';
import { closest } from '../../text/closest.ts';

/**
 * Explains an issue of the quiz schema to the author of the file, with one message for each thing to fix.
 *
 * @param valueAt Returns the value at a path in the file, or undefined if there is none.
 */
export function issueMessages(
  issue: z.core.$ZodIssue,
  valueAt: (path: readonly PropertyKey[]) => unknown,
): LocatedMessage[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path,
      key,
      message: () =>
        `${questionPrefix([...path, key])}${unknownKey(key, path, valueAt([...issue.path, 'type']))}`,
    }));
  }
  const message = () => {
    const value = valueAt(issue.path);
    const type = valueAt([...issue.path.slice(0, -1), 'type']);
    return `${describePath(path)} ${value === undefined ? 'is missing' : problem(issue, { value, path, type })}`;
  };
  return [{ path, message }];
}

/** Names the value at a path and the question it belongs to. */
export function describePath(path: readonly (string | number)[]): string {
  return `${questionPrefix(path)}${nameOf(path)}`;
}

/** Names a value. Entries of a list are counted from 1. */
function nameOf(path: readonly (string | number)[]): string {
  const [list, last] = path.slice(-2);
  if (typeof last === 'number') return `${String(list).replace(/s$/u, '')} ${last + 1}`;
  const name = quote(String(path.at(-1)));
  return path.length === 0 ? 'the file' : list === 'code' ? `${name} of "code"` : name;
}

/** Names the question, counted from 1. */
function questionPrefix(path: readonly (string | number)[]): string {
  const [list, index, field] = path;
  return list === 'questions' && typeof index === 'number' && field !== undefined
    ? `question ${index + 1}: `
    : '';
}

/** What the file has at an issue's path. */
interface Found {
  readonly value: unknown;
  readonly path: readonly (string | number)[];
  /** The type of the question, if the value belongs to one and it is given. */
  readonly type: unknown;
}

function problem(issue: z.core.$ZodIssue, found: Found): string {
  const { value, path } = found;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${NOUNS[issue.expected] ?? issue.expected}${whatToWrite(issue.expected, found)}`;
    case 'too_small':
      return `must ${describeBound(issue.origin, 'at least', Number(issue.minimum))}`;
    case 'too_big':
      return `must ${describeBound(issue.origin, 'at most', Number(issue.maximum))}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map((each) => JSON.stringify(each)))}${unquoted(value)}`;
    case 'invalid_union':
      return 'discriminator' in issue
        ? `must be one of ${oneOf(questionTypeNames.map((name) => JSON.stringify(name)))}`
        : issue.message + (Array.isArray(value) ? severalAnswers(path) : unquoted(value));
    case 'custom':
      return issue.message + hint(issue);
    default:
      return issue.message;
  }
}

/** Suggests what was meant by a text that is not one of the options. */
function hint({ params }: z.core.$ZodIssueCustom): string {
  const text = textOf(params?.['text']);
  const options = Array.isArray(params?.['options']) ? params['options'].map(textOf) : [];
  if (indexInText(options, text) !== undefined)
    return `; for the option at index ${text}, leave out the quotes`;
  // Any two short texts are similar.
  const suggestion = text.length > 2 ? closest(text, options) : undefined;
  return suggestion === undefined ? '' : ` (did you mean ${quote(suggestion)}?)`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Shows how to write what the author meant, or an example; empty if that is clear. */
function whatToWrite(expected: string, { value, path, type }: Found): string {
  switch (expected) {
    case 'array':
      return listExample({ value, path, type });
    case 'string':
      return isShort(value) ? `: "${value}"` : '';
    case 'object':
      return objectExample(path);
    default:
      return unquoted(value);
  }
}

function listExample({ value, path, type }: Found): string {
  const name = path.at(-1);
  if (name === 'options' || name === 'items') return ', such as ["…", "…"]';
  if (!isShort(value)) return ' in square brackets';
  // The other lists have texts only.
  const isIndex = name === 'answer' && type === 'multiple' && typeof value !== 'string';
  return `: [${isIndex ? String(value) : quote(String(value))}]`;
}

function objectExample(path: readonly (string | number)[]): string {
  if (path.at(-1) === 'code') return ', such as {"language": "ts", "text": "…"}';
  if (path.length === 0) return ', such as {"title": "…", "questions": […]}';
  const isQuestion = path.length === 2 && path[0] === 'questions';
  return isQuestion ? ', such as {"question": "…", "options": ["…", "…"], "answer": 0}' : '';
}

/** Whether a value can be repeated in a message. */
function isShort(value: unknown): value is string | number | boolean {
  return typeof value !== 'object' && String(value).length <= MAX_SHOWN_LENGTH;
}

/** In characters. */
const MAX_SHOWN_LENGTH = 60;

/** Says that a number or a Boolean value was written as text. */
function unquoted(value: unknown): string {
  const isText = typeof value === 'string' && /^(?:-?\d+(?:\.\d+)?|true|false)$/u.test(value);
  return isText ? '; leave out the quotes' : '';
}

function severalAnswers(path: readonly (string | number)[]): string {
  return path.at(-1) === 'answer' ? '; if several options are correct, use "type": "multiple"' : '';
}

const NOUNS: Partial<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function describeBound(origin: string, bound: string, limit: number): string {
  if (origin === 'string') return limit === 1 ? 'not be empty' : `have ${bound} ${limit} characters`;
  if (origin === 'array') return `have ${bound} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${limit}`;
}

function oneOf(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function unknownKey(key: string, path: readonly (string | number)[], type: unknown): string {
  const known = path.length === 0 ? quizKeys : path.at(-1) === 'code' ? codeKeys : questionKeys;
  if (known.includes(key)) {
    const advice = type === 'order' && key === 'answer' ? '; write "items" in the correct order' : '';
    return `questions of ${typeof type === 'string' ? `type ${quote(type)}` : 'this type'} have no ${quote(key)}${advice}`;
  }
  const suggestion = closest(key, known);
  return `unknown key ${quote(key)}${suggestion === undefined ? '' : ` (did you mean "${suggestion}"?)`}`;
}
