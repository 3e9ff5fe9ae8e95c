import { type PickOptions, difficultyOf, pickQuestions } from './pick-questions.ts';
import { type BankQuestion, type Match, QuestionBank, tagsOf } from './question-bank.ts';
import { withoutFillers } from './terms.ts';
import { MAX_TAGS } from '../questions/question-type.ts';
import { MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH, type Quiz } from '../quiz.ts';
import { cleanText } from '../../text/clean.ts';

export interface MakeOptions extends PickOptions {
  /** What the questions are about; undefined for a mix of everything. */
  readonly query?: string | undefined;
}

export type MadeQuiz =
  | { readonly type: 'made'; readonly quiz: Quiz; readonly unknown: readonly string[] }
  /** No question matches. `near` holds topics that have questions. */
  | { readonly type: 'nothing'; readonly near: readonly string[] };

/** Makes a quiz of questions from others. */
export function makeQuiz(quizzes: readonly Quiz[], options: MakeOptions): MadeQuiz {
  const { query, permute } = options;
  const bank = query === undefined ? undefined : new QuestionBank(quizzes);
  const { topics, unknown } = bank?.search(query ?? '') ?? {
    topics: permute(quizzes).map(wholeQuiz),
    unknown: [],
  };
  const picked = pickQuestions(topics, options);
  if (picked.length === 0) return { type: 'nothing', near: bank?.topicsNear(query ?? '') ?? [] };
  return { type: 'made', quiz: quizOf(titleOf(query, quizzes), picked), unknown };
}

function wholeQuiz(quiz: Quiz): Match[] {
  return quiz.questions.map((question) => ({ quiz, question, score: 1, isFull: true }));
}

/** Makes a title of a query, with words such as HTTP as the titles of quizzes spell them. */
function titleOf(query: string | undefined, quizzes: readonly Quiz[]): string {
  const words = quizzes.flatMap(({ title }) => title.split(/[^\p{L}\p{N}]+/u));
  const spellings = new Map(
    words.filter((word) => /\p{Lu}.*\p{Lu}/u.test(word)).map((word) => [word.toLowerCase(), word]),
  );
  const title = cleanText(query === undefined ? 'A mix of everything' : withoutFillers(query)).replaceAll(
    /[\p{L}\p{N}]+/gu,
    (word) => spellings.get(word.toLowerCase()) ?? word,
  );
  const capitalized = title.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  return cleanText(Array.from(capitalized).slice(0, MAX_TITLE_LENGTH).join(''));
}

/** Makes a quiz with the settings that the questions' own quizzes share. */
function quizOf(title: string, picked: readonly BankQuestion[]): Quiz {
  const sources = [...new Set(picked.map(({ quiz }) => quiz))];
  const shared = <Key extends keyof Quiz>(key: Key): Quiz[Key] | undefined => {
    const [first, ...others] = sources.map((quiz) => quiz[key]);
    return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
  };
  const tags = sharedTags(picked);
  const time = mostFrequent(picked.map(timeOf));
  const shuffle = shared('shuffle');
  return {
    title,
    description: describe(sources),
    tags: tags.length > 0 ? tags : undefined,
    author: shared('author'),
    time,
    // The questions are in a good order.
    shuffle: shuffle === 'both' || shuffle === 'answers' ? 'answers' : undefined,
    scoring: shared('scoring'),
    streaks: shared('streaks'),
    autoSubmit: shared('autoSubmit'),
    teams: shared('teams'),
    questions: picked.map((entry) => {
      const ownTags = tagsOf(entry).filter((tag) => !tags.includes(tag));
      const ownTime = timeOf(entry);
      return {
        ...entry.question,
        tags: ownTags.length > 0 ? ownTags.slice(0, MAX_TAGS) : undefined,
        difficulty: difficultyOf(entry),
        time: ownTime === time ? undefined : ownTime,
      };
    }),
  };
}

function describe(sources: readonly Quiz[]): string {
  const text = `Questions from: ${sources.map(({ title }) => title).join(', ')}`;
  return Array.from(text).length <= MAX_DESCRIPTION_LENGTH
    ? text
    : `Questions from ${sources.length} quizzes`;
}

/** Returns the tags that all of the questions have. */
function sharedTags(picked: readonly BankQuestion[]): string[] {
  const [first = [], ...others] = picked.map((entry) => tagsOf(entry));
  return first.filter((tag) => others.every((tags) => tags.includes(tag))).slice(0, MAX_TAGS);
}

/** Returns the time limit of a question: its own, or else that of its quiz. */
function timeOf({ question, quiz }: BankQuestion): number | undefined {
  return question.time ?? quiz.time;
}

function mostFrequent<Item>(items: readonly Item[]): Item | undefined {
  const countOf = (item: Item) => items.filter((other) => other === item).length;
  return items.toSorted((a, b) => countOf(b) - countOf(a))[0];
}
