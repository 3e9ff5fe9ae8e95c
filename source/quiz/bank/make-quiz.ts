import { MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH } from '../limits.ts';
import { questionTypeNames } from '../questions/shown-question.ts';
import { type BankQuestion, type Match, QuestionBank, tagsOf } from './question-bank.ts';
import { nameOf } from './terms.ts';
import { MAX_TAGS } from '../questions/question-type.ts';
import type { Question } from '../questions/question.ts';
import type { Quiz } from '../quiz.ts';
import { cleanText } from '../../text/clean.ts';

export interface MakeOptions {
  /** What the questions are about; undefined for a mix of everything. */
  readonly query?: string | undefined;
  /** The number of questions. Fewer are picked if fewer match. */
  readonly count: number;
  /** Undefined: any. */
  readonly difficulty?: Difficulty | undefined;
  readonly permute: Permute;
}

export type MadeQuiz =
  | { readonly type: 'made'; readonly quiz: Quiz; readonly unknown: readonly string[] }
  /** No question matches. `near` holds topics that have questions. */
  | { readonly type: 'nothing'; readonly near: readonly string[] };

/** Makes a quiz from the questions of others. */
export function makeQuiz(quizzes: readonly Quiz[], options: MakeOptions): MadeQuiz {
  const { query, permute } = options;
  const bank = query === undefined ? undefined : new QuestionBank(quizzes);
  const { topics, unknown, corrected } = bank?.search(query ?? '') ?? {
    topics: permute(quizzes).map((quiz) => wholeQuiz(quiz, permute)),
    unknown: [],
    corrected: [],
  };
  const picked = pickQuestions(topics, options);
  if (picked.length === 0) return { type: 'nothing', near: bank?.topicsNear(query ?? '') ?? [] };
  const corrections = new Map([...corrected, ...unknown.map((word) => [word, ''] as const)]);
  return { type: 'made', quiz: quizOf(titleOf(query, corrections, quizzes), picked), unknown };
}

export type Difficulty = NonNullable<Question['difficulty']>;

/** Shuffles a list. */
export type Permute = <Item>(items: readonly Item[]) => Item[];

/** Picks random questions of a quiz, and keeps them in their order. */
export function sampleQuiz(quiz: Quiz, count: number, permute: Permute): Quiz {
  const picked = new Set(permute(quiz.questions).slice(0, count));
  return { ...quiz, questions: quiz.questions.filter((question) => picked.has(question)) };
}

function wholeQuiz(quiz: Quiz, permute: Permute): Match[] {
  return permute(quiz.questions).map((question) => ({ quiz, question, score: 1, isFull: true }));
}

/** Makes a title from a query, as far as it was understood, and spells words such as HTTP as the titles of quizzes do. */
function titleOf(
  query: string | undefined,
  corrections: ReadonlyMap<string, string>,
  quizzes: readonly Quiz[],
): string {
  const words = quizzes.flatMap(({ title }) => title.split(/[^\p{L}\p{N}]+/u));
  const spellings = new Map(
    words.filter((word) => /\p{Lu}.*\p{Lu}/u.test(word)).map((word) => [word.toLowerCase(), word]),
  );
  const title = cleanText(
    query === undefined ? 'A mix of everything' : nameOf(query, corrections),
  ).replaceAll(/[\p{L}\p{N}]+/gu, (word) => spellings.get(word.toLowerCase()) ?? word);
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
    // Not the questions, which are already in a good order.
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

/**
 * Picks distinct questions, the same number from each topic, and puts them in a good order: a poll first, then from easy to hard, with
 * varied types. The better a question matches, the more likely it is picked.
 */
function pickQuestions(
  topics: readonly (readonly Match[])[],
  { count, difficulty, permute }: MakeOptions,
): BankQuestion[] {
  const fitting = topics.map((matches) =>
    matches.filter((match) => difficulty === undefined || difficultyOf(match) === difficulty),
  );
  return inPlayingOrder(
    takeTurns(
      fitting.map((matches) => draw(matches, count, permute)),
      count,
    ),
  );
}

/** Returns how hard a question is: its own difficulty, or else that of its quiz. */
function difficultyOf({ question, quiz }: BankQuestion): Difficulty | undefined {
  return question.difficulty ?? quiz.difficulty;
}

/** Draws matches at random. The better a match, the more tickets it has. Partial matches come after all others. */
function draw(matches: readonly Match[], count: number, permute: Permute): Match[] {
  return [true, false].flatMap((isFull) => {
    const tier = matches.filter((match) => match.isFull === isFull).slice(0, count * 3 + POOL);
    const best = Math.max(...tier.map(({ score }) => score));
    const tickets = tier.flatMap((match) => Array<Match>(ticketsFor(match.score / best)).fill(match));
    return [...new Set(permute(tickets))];
  });
}

/** How many matches to draw from, beyond three for each wanted question. */
const POOL = 50;

function ticketsFor(relativeScore: number): number {
  return Math.max(1, Math.round(8 * relativeScore ** 2));
}

/**
 * Takes the first question of each list, then the second of each, and so on, and none twice. Takes at most one poll, and at most half
 * of the questions from any one type, unless the others are too few.
 */
function takeTurns(lists: readonly (readonly BankQuestion[])[], count: number): BankQuestion[] {
  const taken = new Map<string, BankQuestion>();
  const counts = new Map<string, number>();
  const postponed = lists.map((): BankQuestion[] => []);
  const takeFrom = (queues: readonly BankQuestion[][], limitOf: (type: string) => number) => {
    while (taken.size < count && queues.some(({ length }) => length > 0)) {
      for (const [index, queue] of queues.entries()) {
        const at = taken.size;
        while (queue.length > 0 && at === taken.size && taken.size < count) {
          const [next] = queue.splice(0, 1);
          if (!next || taken.has(keyOf(next))) continue;
          const { type } = next.question;
          const sameType = counts.get(type) ?? 0;
          if (sameType < limitOf(type)) {
            taken.set(keyOf(next), next);
            counts.set(type, sameType + 1);
          } else postponed[index]?.push(next);
        }
      }
    }
  };
  takeFrom(
    lists.map((list) => [...list]),
    (type) => (type === 'poll' ? 1 : Math.max(1, Math.floor(count / 2))),
  );
  takeFrom(postponed, () => count);
  return [...taken.values()];
}

/** Returns the same key for questions that ask the same thing. The code is part of it, because many ask what code prints. */
function keyOf({ question }: BankQuestion): string {
  return `${question.question}\n${question.code?.text ?? ''}`.toLowerCase();
}

/** Polls come first, then easy, medium and hard questions; a question without a difficulty counts as medium. */
function inPlayingOrder(picked: readonly BankQuestion[]): BankQuestion[] {
  const levelOf = (entry: BankQuestion) =>
    entry.question.type === 'poll' ? 'poll' : (difficultyOf(entry) ?? 'medium');
  const ordered: BankQuestion[] = [];
  for (const level of LEVELS) {
    const entries = picked.filter((entry) => levelOf(entry) === level);
    ordered.push(...alternating(entries, ordered.at(-1)?.question.type));
  }
  return ordered;
}

const LEVELS = ['poll', 'easy', 'medium', 'hard'];

/** Orders questions so that neighbours differ in type, as far as possible. */
function alternating(entries: readonly BankQuestion[], previousType: string | undefined): BankQuestion[] {
  const queues = questionTypeNames.map((type) => entries.filter(({ question }) => question.type === type));
  const ordered: BankQuestion[] = [];
  let last = previousType;
  while (ordered.length < entries.length) {
    const others = queues.filter(([first]) => first && first.question.type !== last);
    const longest = (others.length > 0 ? others : queues).toSorted((a, b) => b.length - a.length)[0];
    const next = longest?.shift();
    if (!next) break;
    ordered.push(next);
    last = next.question.type;
  }
  return ordered;
}
