import type * as z from 'zod/mini';
import { issueMessages } from '../file/issue-messages.ts';
import type { choiceSchema } from '../questions/choice.ts';
import type { multipleSchema } from '../questions/multiple.ts';
import { LONGEST_TIME, SHORTEST_TIME } from '../questions/question-type.ts';
import type { questionSchema } from '../questions/question.ts';
import { cleanText } from '../../text/clean.ts';

/** A question as it would be written in a quiz file: not cleaned yet, and possibly invalid. */
export type QuestionDraft = z.input<typeof questionSchema>;

/** A position in a foreign file, counted from 1. Rows are those of a spreadsheet. */
export interface Place {
  readonly unit: 'line' | 'row' | 'question';
  readonly number: number;
}

/** Something that could not be imported, or not unchanged. Without a position, it concerns the whole file. */
export interface Notice {
  readonly place?: Place;
  readonly message: string;
}

/** What a parser found in a foreign file. */
export interface Findings {
  readonly title?: string;
  readonly questions: readonly { readonly place: Place; readonly question: QuestionDraft }[];
  readonly notices: readonly Notice[];
}

/** Collects what is found at one position of a file. */
export interface Finder {
  /** Adds a question. */
  take(question: QuestionDraft): void;
  /** Notes that a question cannot be imported, and why. */
  skip(reason: string): void;
  /** Notes that part of a question is left out or changed. */
  note(message: string): void;
}

/**
 * Collects what a parser finds in a file whose positions are counted in `unit`s. Messages may quote the file, so they are
 * cleaned, and shortened if they are very long.
 */
export function collectFindings(unit: Place['unit']) {
  const questions: { place: Place; question: QuestionDraft }[] = [];
  const notices: Notice[] = [];
  return {
    questions,
    notices,
    at(number: number): Finder {
      const place = { unit, number };
      const note = (message: string) =>
        void notices.push({ place, message: shorten(cleanText(message), 200) });
      return {
        take: (question) => void questions.push({ place, question }),
        skip: (reason) => note(`skipped: ${reason}`),
        note,
      };
    },
  };
}

/** Returns the findings for a file from which nothing can be imported. */
export function nothingFound(message: string): Findings {
  return { questions: [], notices: [{ message }] };
}

/** Returns a `choice` question, or a `multiple` one if several options are right. */
export function choiceAmong(
  question: string,
  options: readonly string[],
  right: readonly number[],
): z.input<typeof choiceSchema> | z.input<typeof multipleSchema> {
  const [answer, ...others] = right;
  return answer !== undefined && others.length === 0
    ? { question, options: [...options], answer }
    : { type: 'multiple', question, options: [...options], answer: [...right] };
}

/** Returns the title of an imported quiz: the requested one, else the one in the file, else the file's name. */
export function titleOf(asked: string, found: string, fileName: string): string {
  const name = (fileName.split(/[/\\]/u).at(-1) ?? '').replace(/\.\w+$/u, '').replaceAll(/[-_.]+/gu, ' ');
  const titles = [asked, found, name].map(cleanText);
  return shorten(titles.find((title) => title !== '') ?? 'Imported quiz', MAXIMUM_TITLE);
}

// As in the quiz schema.
const MAXIMUM_TITLE = 100;

/** Shortens a cleaned text to at most `maximum` characters, after a word if possible. */
export function shorten(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  const start = text.slice(0, maximum - 1);
  const end = start.lastIndexOf(' ');
  return `${cleanText(end > maximum / 2 ? start.slice(0, end) : start.replace(/[\uD800-\uDBFF]$/u, ''))}…`;
}

/** Returns the allowed time limit nearest to `seconds`, or undefined for none. */
export function snapTime(seconds: number | undefined, finder: Finder): number | undefined {
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined;
  const snapped = Math.min(LONGEST_TIME, Math.max(SHORTEST_TIME, Math.round(seconds)));
  if (snapped !== seconds) finder.note(`the time limit is now ${snapped} s instead of ${seconds} s`);
  return snapped;
}

/** Describes a value's first error in the words of `termquiz check`. */
export function schemaProblem(error: z.core.$ZodError, value: unknown): string {
  const [issue] = error.issues;
  if (!issue) return 'it is not valid';
  const [first] = issueMessages(issue, valueAt(value, issue.path) === undefined);
  // The path starts at the question, so the message calls the question "the file".
  return first?.message.replace(/^the file /u, 'it ') ?? 'it is not valid';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null && Object.hasOwn(found, key)
        ? Object.entries(found).find(([name]) => name === String(key))?.[1]
        : undefined,
    value,
  );
}
