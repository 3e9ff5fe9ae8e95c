import type * as z from 'zod/mini';
import type { LocatedMessage } from './json-document.ts';
import { questionKeys } from '../questions/question.ts';
import { indexInText } from '../questions/options.ts';
import { codeKeys, questionTypeNames } from '../questions/question-type.ts';
import { quizKeys } from '../quiz.ts';
import { quote } from '../../text/clean.ts';
import { closest } from '../../text/closest.ts';

/**
 * Explains an issue of the quiz schema to the author of the file, with one message for each thing to fix.
 *
 * @param missing Whether the file has no value at the issue's path.
 */
export function issueMessages(issue: z.core.$ZodIssue, missing: boolean): LocatedMessage[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path,
      key,
      message: () => `${questionPrefix([...path, key])}${unknownKey(key, path)}`,
    }));
  }
  return [{ path, message: () => `${describePath(path)} ${missing ? 'is missing' : problem(issue)}` }];
}

/** Names the value at a path and the question it belongs to. */
export function describePath(path: readonly (string | number)[]): string {
  return `${questionPrefix(path)}${nameOf(path)}`;
}

/** Names a value. Entries of a list are counted from 1. */
function nameOf(path: readonly (string | number)[]): string {
  const [list, last] = path.slice(-2);
  if (typeof last === 'number') return `${String(list).replace(/s$/u, '')} ${last + 1}`;
  return path.length === 0 ? 'the file' : quote(String(path.at(-1)));
}

/** Names the question, counted from 1. */
function questionPrefix(path: readonly (string | number)[]): string {
  const [list, index, field] = path;
  return list === 'questions' && typeof index === 'number' && field !== undefined
    ? `question ${index + 1}: `
    : '';
}

function problem(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${NOUNS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `must ${describeBound(issue.origin, 'at least', Number(issue.minimum))}`;
    case 'too_big':
      return `must ${describeBound(issue.origin, 'at most', Number(issue.maximum))}`;
    case 'invalid_value':
      return `must be ${oneOf(issue.values.map((value) => JSON.stringify(value)))}`;
    case 'invalid_union':
      return 'discriminator' in issue
        ? `must be one of ${oneOf(questionTypeNames.map((name) => JSON.stringify(name)))}`
        : issue.message;
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
  // Any two letters are near to each other.
  const suggestion = text.length > 2 ? closest(text, options) : undefined;
  return suggestion === undefined ? '' : ` (did you mean ${quote(suggestion)}?)`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
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

function unknownKey(key: string, path: readonly (string | number)[]): string {
  const known = path.length === 0 ? quizKeys : path.at(-1) === 'code' ? codeKeys : questionKeys;
  if (known.includes(key)) return `questions of this type have no ${quote(key)}`;
  const suggestion = closest(key, known);
  return `unknown key ${quote(key)}${suggestion === undefined ? '' : ` (did you mean "${suggestion}"?)`}`;
}
