import leven from 'leven';
import MiniSearch, { type SearchResult } from 'minisearch';
import { type QueryTerm, termsOf, topicsIn, wordsFor } from './terms.ts';
import type { Question } from '../questions/question.ts';
import type { Quiz } from '../quiz.ts';

/** A question, and the quiz that it is from. */
export interface BankQuestion {
  readonly question: Question;
  readonly quiz: Quiz;
}

/** A question that matches a topic. */
export interface Match extends BankQuestion {
  /** How well it matches, compared with the topic's other matches. More than 0. */
  readonly score: number;
  /** Whether it matches all terms of the topic. */
  readonly isFull: boolean;
}

export interface SearchedQuestions {
  /** The matches of each topic that matches anything: those with all its terms first, then by score. */
  readonly topics: readonly (readonly Match[])[];
  /** The words of the query that match nothing. */
  readonly unknown: readonly string[];
  /** The misspelt words of the query, each with the word that it was taken for. */
  readonly corrected: ReadonlyMap<string, string>;
}

/** The questions of a set of quizzes, for full-text search. */
export class QuestionBank {
  readonly questions: readonly BankQuestion[];
  readonly #index = new MiniSearch<Entry>({
    fields: Object.keys(BOOSTS),
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: { boost: BOOSTS, weights: { prefix: 0.3, fuzzy: 0.2 }, tokenize: splitTerms },
  });

  /** The terms in the titles and tags of quizzes. */
  readonly #subjects = new Map<Quiz, ReadonlySet<string>>();

  constructor(quizzes: readonly Quiz[]) {
    this.questions = quizzes.flatMap((quiz) => quiz.questions.map((question) => ({ question, quiz })));
    this.#index.addAll(this.questions.map(entryOf));
  }

  /** Finds the questions that match each topic of a query. */
  search(query: string): SearchedQuestions {
    const searched = topicsIn(query).map((terms) => this.#searchTopic(terms));
    return {
      topics: searched.flatMap(({ topics }) => topics),
      unknown: searched.flatMap(({ unknown }) => unknown),
      corrected: new Map(searched.flatMap(({ corrected }) => [...corrected])),
    };
  }

  /** Finds the quizzes with questions that match a query, best first, and how many of their questions do. */
  searchQuizzes(query: string): { readonly quiz: Quiz; readonly matches: number }[] {
    const found = new Map<Quiz, { score: number; questions: Set<Question> }>();
    for (const { quiz, question, score, isFull } of this.search(query).topics.flat()) {
      const entry = found.get(quiz) ?? { score: 0, questions: new Set() };
      found.set(quiz, entry);
      if (!isFull) continue;
      entry.score += score;
      entry.questions.add(question);
    }
    return [...found]
      .filter(([, { questions }]) => questions.size > 0)
      .toSorted(([, a], [, b]) => b.score - a.score)
      .map(([quiz, { questions }]) => ({ quiz, matches: questions.size }));
  }

  /** Returns tags that resemble a query, or else the most frequent ones. */
  topicsNear(query: string): string[] {
    const counts = new Map<string, number>();
    for (const tag of this.questions.flatMap(tagsOf)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    const tags = [...counts].toSorted(([, a], [, b]) => b - a).map(([tag]) => tag);
    const words = topicsIn(query).flatMap((terms) => terms.map(({ word }) => word));
    const distance = (tag: string) => Math.min(...words.map((word) => leven(word, tag) / tag.length));
    const near = tags.filter((tag) => distance(tag) <= MAX_DISTANCE);
    return near.length > 0
      ? near.toSorted((a, b) => distance(a) - distance(b)).slice(0, MAX_TOPICS)
      : tags.slice(0, MAX_TOPICS);
  }

  #searchTopic(topic: readonly QueryTerm[]): SearchedQuestions {
    const looked = topic.map(({ word, term }) => ({ word, term, known: this.#correct(term) }));
    const unknown = looked.filter(({ known }) => known === undefined).map(({ word }) => word);
    const corrected = new Map(
      looked.flatMap(({ word, term, known = term }) =>
        known === term ? [] : [[word, this.#wordFor(known, word)] as const],
      ),
    );
    const terms = [...new Set(looked.flatMap(({ known }) => known ?? []))];
    const matches = this.#rank(terms);
    const isSplit = terms.length > 1 && !matches.some(({ isFull }) => isFull);
    // No question is about "git http" as a whole.
    const topics = isSplit ? terms.map((term) => this.#rank([term])) : [matches];
    return { topics: topics.filter((found) => found.length > 0), unknown, corrected };
  }

  /** Returns the word with this term that is most like a misspelt one. */
  #wordFor(term: string, misspelt: string): string {
    const entries = this.#find([term]).flatMap(({ id }) => this.questions[Number(id)] ?? []);
    const words = entries.flatMap((entry) =>
      Object.values(entryOf(entry, 0)).flatMap((text) => wordsFor(term, String(text))),
    );
    return [...new Set(words)].toSorted((a, b) => leven(misspelt, a) - leven(misspelt, b))[0] ?? term;
  }

  /** Returns the term if it matches anything, otherwise the most similar one that does; undefined if there is none. */
  #correct(term: string): string | undefined {
    if (this.#find([term]).length > 0) return term;
    const results = this.#index.search(term, { fuzzy: term.length >= 5 && MAX_ERRORS });
    const distances = new Map(results.flatMap(({ terms }) => terms).map((each) => [each, leven(term, each)]));
    return [...distances].toSorted(([, a], [, b]) => a - b)[0]?.[0];
  }

  /** Ranks the questions that match all terms, then those that match some, if their quiz is about one of these. */
  #rank(terms: readonly string[]): Match[] {
    const results = withoutWeakTitles(this.#find(terms), terms.length).flatMap((result) => {
      const entry = this.questions[Number(result.id)];
      return entry ? [{ ...entry, result }] : [];
    });
    const full = results.filter(({ result }) => result.queryTerms.length === terms.length);
    const partial = results.filter(
      ({ quiz, result }) =>
        result.queryTerms.length < terms.length &&
        result.terms.some((term) => this.#subjectsOf(quiz).has(term)),
    );
    return [full, partial].flatMap((tier) =>
      withoutWeakScores(tier.map(({ question, quiz, result: { score } }) => ({ question, quiz, score }))).map(
        (match) => ({ ...match, isFull: tier === full }),
      ),
    );
  }

  #subjectsOf(quiz: Quiz): ReadonlySet<string> {
    const known = this.#subjects.get(quiz);
    if (known) return known;
    const subjects = new Set([quiz.title, ...(quiz.tags ?? [])].flatMap(termsOf));
    this.#subjects.set(quiz, subjects);
    return subjects;
  }

  /** Finds the questions with any of the terms, or with a word that begins like one. */
  #find(terms: readonly string[]): SearchResult[] {
    // "java" does not mean JavaScript.
    const prefix = (term: string) => term.length >= 3 && term !== 'java';
    return this.#index.search(terms.join(' '), { prefix });
  }
}

/** An entry of a list of quizzes, and how many of its questions match a search. */
export type FoundEntry<Entry> = Entry & { readonly matches: number };

/** Finds the entries whose quizzes have questions about something, best first. If there are none, suggests topics. */
export function searchEntries<Entry extends { readonly quiz: Quiz }>(
  bank: QuestionBank,
  entries: readonly Entry[],
  words: string,
): { readonly found: readonly FoundEntry<Entry>[]; readonly near: readonly string[] } {
  const byQuiz = new Map(entries.map((entry) => [entry.quiz, entry]));
  const found = bank.searchQuizzes(words).flatMap(({ quiz, matches }) => {
    const entry = byQuiz.get(quiz);
    return entry ? [{ ...entry, matches }] : [];
  });
  return { found, near: found.length > 0 ? [] : bank.topicsNear(words) };
}

/** The lowest score that counts, as a share of the best one. */
const MIN_SCORE = 0.2;

/** The errors to correct in a word that matches nothing, as a share of its letters. */
const MAX_ERRORS = 0.25;

/** The number of topics to suggest, and how different they may be from the query: the share of letters to change. */
const MAX_TOPICS = 8;
const MAX_DISTANCE = 0.4;

/** How much a match counts, by the field it is in. */
const BOOSTS = { tags: 4, title: 3, question: 3, answers: 1.5, explanation: 1, code: 1 };

interface Entry extends Readonly<Record<keyof typeof BOOSTS, string>> {
  readonly id: number;
}

function entryOf({ question, quiz }: BankQuestion, id: number): Entry {
  return {
    id,
    tags: tagsOf({ question, quiz }).join('\n'),
    title: quiz.title,
    question: question.question,
    answers: answersOf(question).join('\n'),
    explanation: question.explanation ?? '',
    code: question.code ? `${question.code.language ?? ''}\n${question.code.text}` : '',
  };
}

function answersOf(question: Question): readonly string[] {
  if (question.type === 'text') return question.answer;
  if (question.type === 'order') return question.items;
  return 'options' in question ? question.options : [];
}

/** Returns the tags of a question: its own, and those of its quiz. */
export function tagsOf({ question, quiz }: BankQuestion): string[] {
  return [...new Set([...(quiz.tags ?? []), ...(question.tags ?? [])])];
}

/**
 * Drops questions that match only by their quiz's title, because "Containers, networks and DNS" has many that are not
 * about DNS. They stay if the title has several terms and all of the topic's, or if nothing else matches.
 */
function withoutWeakTitles(results: readonly SearchResult[], terms: number): readonly SearchResult[] {
  const strong = results.filter(({ match, queryTerms }) => {
    const fields = new Set(Object.values(match).flat());
    return fields.size > 1 || !fields.has('title') || (terms > 1 && queryTerms.length === terms);
  });
  return strong.length > 0 ? strong : results;
}

/** Drops questions that only mention the topic in passing. Expects matches in the order of their scores. */
function withoutWeakScores<Scored extends { readonly score: number }>(matches: readonly Scored[]): Scored[] {
  const best = matches[0]?.score ?? 0;
  return matches.filter(({ score }) => score >= best * MIN_SCORE);
}

function splitTerms(query: string): string[] {
  return query.split(' ');
}
