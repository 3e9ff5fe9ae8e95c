import type { BankQuestion, Match } from './question-bank.ts';
import { questionTypeNames } from '../questions/question-type.ts';
import type { Question } from '../questions/question.ts';
import type { Quiz } from '../quiz.ts';

export type Difficulty = NonNullable<Question['difficulty']>;

/** Shuffles a list. */
export type Permute = <Item>(items: readonly Item[]) => Item[];

export interface PickOptions {
  /** The number of questions. Fewer are picked if fewer match. */
  readonly count: number;
  /** Undefined: any. */
  readonly difficulty?: Difficulty | undefined;
  readonly permute: Permute;
}

/**
 * Picks different questions, as many from each topic, and puts them in an order that is good to play: a poll first, then from easy
 * to hard, with changing types. The better a question matches, the more likely it is picked.
 */
export function pickQuestions(
  topics: readonly (readonly Match[])[],
  { count, difficulty, permute }: PickOptions,
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

/** Picks random questions of a quiz, and keeps them in their order. */
export function sampleQuiz(quiz: Quiz, count: number, permute: Permute): Quiz {
  const picked = new Set(permute(quiz.questions).slice(0, count));
  return { ...quiz, questions: quiz.questions.filter((question) => picked.has(question)) };
}

/** Returns how hard a question is: its own difficulty, or else that of its quiz. */
export function difficultyOf({ question, quiz }: BankQuestion): Difficulty | undefined {
  return question.difficulty ?? quiz.difficulty;
}

/** Draws matches like tickets, of which good matches have more. Partial matches come after all others. */
function draw(matches: readonly Match[], count: number, permute: Permute): Match[] {
  return [true, false].flatMap((isFull) => {
    const tier = matches.filter((match) => match.isFull === isFull).slice(0, count * POOL);
    const best = Math.max(...tier.map(({ score }) => score));
    const tickets = tier.flatMap((match) => Array<Match>(ticketsFor(match.score / best)).fill(match));
    return [...new Set(permute(tickets))];
  });
}

/** How many matches to draw from, for each question. */
const POOL = 3;

function ticketsFor(relativeScore: number): number {
  return Math.max(1, Math.round(8 * relativeScore ** 2));
}

/**
 * Takes the first question of each list, then the second of each, and so on, and none twice. Takes one poll at most, and at most half
 * of the questions from the same type, unless the others are too few.
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

/** Returns the same key for questions that ask the same. Many ask what code prints. */
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
