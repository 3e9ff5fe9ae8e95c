import type * as z from 'zod/mini';
import { cleanText } from '../clean-text.ts';
import type { choiceSchema } from '../choice.ts';
import type { multipleSchema } from '../multiple.ts';
import type { questionSchema } from '../question.ts';
import { shorten } from './title.ts';

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
