import type * as z from 'zod/mini';
import { issueMessages } from '../file/issue-messages.ts';
import type { choiceSchema } from '../questions/choice.ts';
import type { multipleSchema } from '../questions/multiple.ts';
import type { questionSchema } from '../questions/question.ts';
import {
  MAX_TAGS,
  MAX_TAG_LENGTH,
  MAX_TIME_S,
  MIN_TIME_S,
  difficultySchema,
} from '../questions/question-type.ts';
import { MAX_LANGUAGE_LENGTH, MAX_TITLE_LENGTH } from '../limits.ts';
import { cleanText } from '../../text/clean.ts';

/** A question as it would be written in a quiz file: not cleaned yet, and possibly invalid. */
export type QuestionDraft = z.input<typeof questionSchema>;

/** A position in a foreign file, counted from 1. Rows are those of a spreadsheet. */
export interface Position {
  readonly unit: 'line' | 'row' | 'question';
  readonly number: number;
}

/** Something that could not be imported, or had to be changed. Without a position, it concerns the whole file. */
export interface Notice {
  readonly position?: Position;
  readonly message: string;
  /** The number of questions that are skipped for this reason. */
  readonly skipped?: number;
}

/** What a parser found in a foreign file. */
export interface Findings {
  readonly title?: string;
  readonly questions: readonly { readonly position: Position; readonly question: QuestionDraft }[];
  readonly notices: readonly Notice[];
}

/** Collects what a parser finds at one position of a file. */
export interface Collector {
  /** Adds a question. */
  addQuestion(question: QuestionDraft): void;
  /** Notes that a question cannot be imported, and why. */
  skipQuestion(reason: string): void;
  /** Notes that part of a question is left out or changed. */
  addNotice(message: string): void;
}

/**
 * Collects what a parser finds in a file whose positions are counted in `unit`s. Messages may quote the file, so they are
 * cleaned, and shortened if they are very long.
 */
export function collectFindings(unit: Position['unit']) {
  const questions: { position: Position; question: QuestionDraft }[] = [];
  const notices: Notice[] = [];
  return {
    questions,
    notices,
    at(number: number): Collector {
      const position = { unit, number };
      const noticeOf = (message: string): Notice => ({
        position,
        message: shorten(cleanStart(message), 200),
      });
      return {
        addQuestion: (question) => void questions.push({ position, question }),
        skipQuestion: (reason) => void notices.push({ ...noticeOf(`skipped: ${reason}`), skipped: 1 }),
        addNotice: (message) => void notices.push(noticeOf(message)),
      };
    },
  };
}

/** Returns the findings for a file from which nothing can be imported. */
export function nothingFound(message: string): Findings {
  return { questions: [], notices: [{ message }] };
}

/** Returns a `choice` question if exactly one option is correct, otherwise a `multiple` question. */
export function choiceOrMultiple(
  question: string,
  options: readonly string[],
  correct: readonly number[],
): z.input<typeof choiceSchema> | z.input<typeof multipleSchema> {
  const [answer, ...others] = correct;
  return answer !== undefined && others.length === 0
    ? { question, options: [...options], answer }
    : { type: 'multiple', question, options: [...options], answer: [...correct] };
}

/** Returns a question from a file that lists the correct option apart from the wrong ones. Sorting the options mixes them. */
export function choiceAmongWrong(question: string, correct: string, wrong: readonly string[]) {
  // Some files list all options as wrong, including the correct one.
  const others = wrong.slice(0, MAX_LISTED).filter((text) => cleanStart(text) !== cleanStart(correct));
  const options = [correct, ...others].toSorted(alphabetical.compare);
  return { question, options, answer: options.indexOf(correct) };
}

/** Far more than are valid. */
const MAX_LISTED = 100;

/** Sorts 9 before 10. */
const alphabetical = new Intl.Collator('en', { numeric: true });

/** Notes that players must now find all correct options, though any one of them was enough. */
export function anyWasEnough(count: number): string {
  return `any of the ${count} correct answers was enough; now players must select them all`;
}

/** Returns a question's code, with its language if that looks like a name. */
export function codeOf(text: string, language: string): NonNullable<QuestionDraft['code']> {
  const isName = /^[\w+#.-]+$/u.test(language) && language.length <= MAX_LANGUAGE_LENGTH;
  return { ...(isName && { language }), text };
}

/** What a file says about a question besides its text: its subjects, and its difficulty in any spelling. */
interface Labels {
  readonly tags?: readonly string[];
  readonly difficulty?: string | undefined;
}

/** Returns a question's tags and difficulty as far as a quiz file can hold them. */
export function labelsOf({ tags = [], difficulty = '' }: Labels): Pick<QuestionDraft, 'tags' | 'difficulty'> {
  const found = [
    ...new Set(tags.slice(0, MAX_LISTED).map((tag) => shorten(cleanStart(tag), MAX_TAG_LENGTH))),
  ].filter((tag) => tag !== '');
  const known = difficultySchema.safeParse(cleanStart(difficulty).toLowerCase());
  return {
    ...(found.length > 0 && { tags: found.slice(0, MAX_TAGS) }),
    ...(known.success && { difficulty: known.data }),
  };
}

/** Returns the title of an imported quiz: the requested one, else the one in the file, else the file's name. */
export function titleOf(requested: string, found: string, fileName: string): string {
  const name = (fileName.split(/[/\\]/u).at(-1) ?? '').replace(/\.\w+$/u, '').replaceAll(/[-_.]+/gu, ' ');
  const titles = [requested, found, name].map(cleanStart);
  return shorten(titles.find((title) => title !== '') ?? 'Imported quiz', MAX_TITLE_LENGTH);
}

/** Cleans the start of a text, which is all that matters of a title, a tag or an option to compare. Cleaning megabytes takes seconds. */
export function cleanStart(text: string): string {
  return cleanText(text.slice(0, 2000));
}

/** Normalizes the start of a text for comparison with an option or its id: cleaned, and in lower case. */
export function comparable(text: string): string {
  return cleanStart(text).toLowerCase();
}

/** Shortens a cleaned text to at most `maximum` characters, after a word if possible. */
export function shorten(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  const start = text.slice(0, maximum - 1);
  const end = start.lastIndexOf(' ');
  return `${cleanText(end > maximum / 2 ? start.slice(0, end) : start.replace(/[\uD800-\uDBFF]$/u, ''))}…`;
}

/** Returns the allowed time limit nearest to `seconds`, or undefined for none. */
export function nearestTimeLimit(seconds: number | undefined, collector: Collector): number | undefined {
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined;
  const nearest = Math.min(MAX_TIME_S, Math.max(MIN_TIME_S, Math.round(seconds)));
  if (nearest !== seconds) collector.addNotice(`the time limit is now ${nearest} s instead of ${seconds} s`);
  return nearest;
}

/** Describes a value's first error in the words of `termquiz check`. */
export function schemaProblem(error: z.core.$ZodError, value: unknown): string {
  const [issue] = error.issues;
  if (!issue) return 'it is not valid';
  const [first] = issueMessages(issue, (path) => valueAt(value, path));
  // The path starts at the question, so the message calls the question "the file", and may show an example of a file.
  return first?.message().replace(/^the file ([^,]*).*$/su, 'it $1') ?? 'it is not valid';
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
