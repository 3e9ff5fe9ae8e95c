import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permuter } from '../../../source/game/shuffle.ts';
import { type MakeOptions, makeQuiz, sampleQuiz } from '../../../source/quiz/bank/make-quiz.ts';
import { loadQuiz } from '../../../source/quiz/file/load-quiz.ts';
import type { Question } from '../../../source/quiz/questions/question.ts';
import type { Quiz } from '../../../source/quiz/quiz.ts';
import { someQuestion } from '../../helpers/arbitraries.ts';
import { bundledQuizzes } from '../../helpers/bundled-quizzes.ts';
import { booleanQuestion, choiceQuestion, pollQuestion, quizOf } from '../../helpers/questions.ts';

const bundled = bundledQuizzes.map(({ quiz }) => quiz);

function made(
  quizzes: readonly Quiz[],
  { seed = 'a', ...options }: Partial<MakeOptions> & { seed?: string },
) {
  return makeQuiz(quizzes, { count: 10, permute: permuter(seed), ...options });
}

/** Returns the quiz that was made, or one without questions. */
function madeQuiz(...args: Parameters<typeof made>): Quiz {
  const result = made(...args);
  return result.type === 'made' ? result.quiz : { title: '', questions: [] };
}

function keyOf({ question, code }: Question): string {
  return `${question} ${code?.text}`.toLowerCase();
}

const someQuizzes = fc.array(
  fc.record({
    title: fc.constantFrom('Git', 'HTTP and WebSockets', 'Rebase'),
    tags: fc.option(fc.subarray(['git', 'http', 'web']), { nil: undefined }),
    difficulty: fc.constantFrom(undefined, 'easy' as const, 'hard' as const),
    time: fc.constantFrom(undefined, 0, 30),
    shuffle: fc.constantFrom(undefined, 'questions' as const, 'both' as const),
    questions: fc.array(someQuestion, { minLength: 1, maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 3 },
);

const someOptions = fc.record({
  query: fc.constantFrom(undefined, 'git', 'git and http', 'rebase', 'text'),
  count: fc.integer({ min: 1, max: 12 }),
  difficulty: fc.constantFrom(undefined, 'easy' as const, 'medium' as const, 'hard' as const),
  seed: fc.string(),
});

/** Each run indexes its questions. */
const RUNS = { numRuns: 40 };

describe('a quiz made from others', () => {
  it('has at most the requested number of questions, none of them twice, all of the requested difficulty, and loads', () => {
    fc.assert(
      fc.property(someQuizzes, someOptions, (quizzes, options) => {
        const result = made(quizzes, options);
        if (result.type === 'nothing') return;
        const { questions } = result.quiz;
        expect(questions.length).toBeLessThanOrEqual(options.count);
        expect(new Set(questions.map(keyOf)).size).toBe(questions.length);
        for (const { difficulty } of questions) expect(difficulty).toBe(options.difficulty ?? difficulty);
        const text = JSON.stringify(result.quiz);
        expect(loadQuiz(text)).toMatchObject({ ok: true, quiz: JSON.parse(text) });
      }),
      RUNS,
    );
  });

  it('has the requested number of questions if enough match, and otherwise all that do', () => {
    fc.assert(
      fc.property(someQuizzes, someOptions, (quizzes, { count, seed }) => {
        const different = new Set(quizzes.flatMap(({ questions }) => questions.map(keyOf)));
        const { questions } = madeQuiz(quizzes, { count, seed });
        expect(questions).toHaveLength(Math.min(count, different.size));
      }),
      RUNS,
    );
  });

  it('is the same with the same seed, and different with another', () => {
    const [first, again, other] = ['a', 'a', 'b'].map((seed) => madeQuiz(bundled, { query: 'git', seed }));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('takes the same number of questions from each topic', () => {
    const { questions } = madeQuiz(bundled, { query: 'git and python' });
    const about = (tag: string) => questions.filter(({ tags }) => tags?.includes(tag)).length;
    expect([about('git'), about('python')]).toEqual([5, 5]);
  });

  it('prefers the questions that match best', () => {
    const rebase = 'In a rebase conflict, which side does git checkout --ours take?';
    const quizzes = ['a', 'b', 'c', 'd', 'e'].map((seed) => madeQuiz(bundled, { query: 'git rebase', seed }));
    for (const { questions } of quizzes) expect(questions.map(({ question }) => question)).toContain(rebase);
  });

  it('mixes questions from every quiz, and goes from easy to hard after a poll', () => {
    const quiz = madeQuiz(bundled.slice(0, 8), { count: 8 });
    const levels = quiz.questions
      .filter(({ type }) => type !== 'poll')
      .map(({ difficulty = 'medium' }) => difficulty);
    const order = ['easy', 'medium', 'hard'];
    expect(levels).toEqual(levels.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    for (const { title } of bundled.slice(0, 8)) expect(quiz.description).toContain(title);
  });

  it('asks no two questions of the same type in a row if it can', () => {
    const questions = [1, 2, 3].flatMap((number) => [
      choiceQuestion({ question: `Choice ${number}` }),
      booleanQuestion({ question: `Statement ${number}` }),
      pollQuestion({ question: `Poll ${number}` }),
    ]);
    const types = madeQuiz([quizOf(questions)], { count: 5 }).questions.map(({ type }) => type);
    expect(types[0]).toBe('poll');
    expect(types.slice(1).map((type, index) => type === types[index])).not.toContain(true);
    expect(types.filter((type) => type === 'poll')).toHaveLength(1);
  });

  it.each([
    ['git and http', 'Git and HTTP'],
    ['questions about typescript', 'TypeScript'],
    ['css selectors quiz', 'CSS selectors'],
    ['javascritp', 'JavaScript'],
    ['questions on promisses, please', 'Promises'],
    ['gti, http', 'HTTP'],
    ['http and zzzzz', 'HTTP'],
    ['git and zzzzz and http', 'Git and HTTP'],
    ['git, zzzzz, http', 'Git, HTTP'],
    [undefined, 'A mix of everything'],
  ])('about %s has the title %s', (query, title) => {
    const css = { ...quizOf([choiceQuestion()]), title: 'CSS and the selectors' };
    expect(madeQuiz([...bundled, css], { query }).title).toBe(title);
  });

  it('keeps time limits and tags, and the settings that all its sources share', () => {
    const one: Quiz = {
      ...quizOf([choiceQuestion({ question: '1', tags: ['x'] })]),
      time: 30,
      scoring: 'accuracy',
    };
    const two: Quiz = {
      ...quizOf([choiceQuestion({ question: '2', time: 60 })]),
      scoring: 'accuracy',
      streaks: false,
    };
    const made = madeQuiz(
      [
        { ...one, tags: ['all', 'one'], shuffle: 'both' },
        { ...two, tags: ['all'], shuffle: 'both' },
      ],
      {},
    );
    expect(made).toMatchObject({ tags: ['all'], scoring: 'accuracy', shuffle: 'answers' });
    expect(made.streaks).toBeUndefined();
    const byText = new Map(made.questions.map((question) => [question.question, question]));
    expect(byText.get('1')?.tags).toEqual(['one', 'x']);
    expect(['1', '2'].map((text) => byText.get(text)?.time ?? made.time)).toEqual([30, 60]);
  });

  it('suggests similar tags if nothing matches, and names the words that match nothing', () => {
    expect(made(bundled, { query: 'typescrpt cobol' })).toMatchObject({
      type: 'made',
      unknown: ['cobol'],
    });
    expect(made(bundled, { query: 'cobol' })).toEqual({ type: 'nothing', near: expect.any(Array) });
  });
});

describe('a sample of a quiz', () => {
  it('has the requested number of its questions, in their order', () => {
    const [git = quizOf([])] = bundled;
    const sample = sampleQuiz(git, 5, permuter('a')).questions;
    expect(sample).toHaveLength(5);
    expect(sample).toEqual(git.questions.filter((question) => sample.includes(question)));
    expect(sampleQuiz(git, 5, permuter('b')).questions).not.toEqual(sample);
    expect(sampleQuiz(git, 1000, permuter('b'))).toEqual(git);
  });
});
