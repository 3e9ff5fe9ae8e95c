import type * as z from 'zod/mini';
import { issueMessages } from '../file/issue-messages.ts';
import type { choiceSchema } from '../questions/choice.ts';
import type { multipleSchema } from '../questions/multiple.ts';
import { LONGEST_TIME, SHORTEST_TIME } from '../questions/question-type.ts';
import type { questionSchema } from '../questions/question.ts';
import { cleanText } from '../../text/clean.ts';

/** A question as it would stand in a quiz file: not cleaned, and perhaps not valid. */
export type QuestionDraft = z.input<typeof questionSchema>;

/** Where in a foreign file something stands, counted from 1. A row is one of a spreadsheet. */
export interface Place {
  readonly unit: 'line' | 'row' | 'question';
  readonly number: number;
}

/** What could not be taken from a foreign file, or not as it was there. Without a place it is about the whole file. */
export interface Notice {
  readonly place?: Place;
  readonly message: string;
}

/** What a foreign file has for us. */
export interface Findings {
  readonly title?: string;
  readonly questions: readonly { readonly place: Place; readonly question: QuestionDraft }[];
  readonly notices: readonly Notice[];
}

/** What is found at one place of a file. */
export interface Finder {
  /** There is a question, which can be asked here. */
  take(question: QuestionDraft): void;
  /** There is a question that cannot be asked here; says what or why. */
  skip(reason: string): void;
  /** Something of the question is left out or changed. */
  note(message: string): void;
}

/**
 * Collects what a parser finds in a file whose places are counted in `unit`s. Messages may quote the file: they are
 * cleaned, and cut where they are very long.
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

/** A file of which nothing can be taken. */
export function nothingFound(message: string): Findings {
  return { questions: [], notices: [{ message }] };
}

/** A choice among options; with several right ones, all of them have to be found. */
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

/** The title of an imported quiz: the one that was asked for, that of the file's content, or the file's name. */
export function titleOf(asked: string, found: string, fileName: string): string {
  const name = (fileName.split(/[/\\]/u).at(-1) ?? '').replace(/\.\w+$/u, '').replaceAll(/[-_.]+/gu, ' ');
  const titles = [asked, found, name].map(cleanText);
  return shorten(titles.find((title) => title !== '') ?? 'Imported quiz', MAXIMUM_TITLE);
}

/** What the schema of a quiz allows. */
const MAXIMUM_TITLE = 100;

/** A cleaned text, cut after a word where it is longer than `maximum` characters. */
export function shorten(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  const start = text.slice(0, maximum - 1);
  const end = start.lastIndexOf(' ');
  return `${cleanText(end > maximum / 2 ? start.slice(0, end) : start.replace(/[\uD800-\uDBFF]$/u, ''))}…`;
}

/** The time limit that can be given here and is nearest to `seconds`. Undefined for none. */
export function snapTime(seconds: number | undefined, finder: Finder): number | undefined {
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined;
  const snapped = Math.min(LONGEST_TIME, Math.max(SHORTEST_TIME, Math.round(seconds)));
  if (snapped !== seconds) finder.note(`the time is ${snapped} in place of ${seconds} seconds`);
  return snapped;
}

/** The first thing that is wrong with a value, in the words of `termquiz check`. */
export function schemaProblem(error: z.core.$ZodError, value: unknown): string {
  const [issue] = error.issues;
  if (!issue) return 'it is not valid';
  const [first] = issueMessages(issue, valueAt(value, issue.path) === undefined);
  // The path is that of a question alone: it is "the file" to whoever writes a whole one.
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
