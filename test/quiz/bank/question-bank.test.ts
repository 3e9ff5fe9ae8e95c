import { describe, expect, it } from 'vitest';
import { type Match, QuestionBank } from '../../../source/quiz/bank/question-bank.ts';
import type { Quiz } from '../../../source/quiz/quiz.ts';
import { bundledQuizzes } from '../../helpers/bundled-quizzes.ts';
import { choiceQuestion, quizOf } from '../../helpers/questions.ts';

const bank = new QuestionBank(bundledQuizzes.map(({ quiz }) => quiz));

/**
 * What a person expects of the best matches for a description: a pattern that need not have its words, and how many questions there
 * are at least.
 */
const expectations: readonly (readonly [description: string, count: number, expected: RegExp])[] = [
  ['time zones', 10, /zone|UTC|offset|clock|date/iu],
  ['regular expressions', 10, /regex|regular expression|\/.+\//iu],
  ['famous bugs', 10, /bug|outage|wrong|lost|deleted/iu],
  ['css selectors', 3, /selector|:visited|nth-child/iu],
  ['git rebase', 3, /rebase/iu],
  ['unicode emoji', 2, /emoji/iu],
  ['docker', 4, /container|docker/iu],
  ['dns', 6, /domain|record|DNS/u],
  ['sql joins', 1, /\bJOIN\b/u],
  ['promises', 1, /Promise/u],
  ['http caching', 3, /cache|etag|304/iu],
  ['shell pipes', 2, /pipe|\|/iu],
  ['python lists', 3, /list|\[/u],
  ['typescript generics', 2, /type .* extends/u],
  ['security headers', 3, /header|Content-Security-Policy|HSTS|X-Frame/iu],
  ['ai coding', 10, /model|AI|vibe|prompt/u],
  ['leap year', 4, /February|leap/iu],
  ['terminal history', 10, /terminal|VT100|escape|tty|unix/iu],
  ['y2k', 1, /2000/u],
  ['cookies', 4, /cookie/iu],
];

describe('the bank of the bundled quizzes', () => {
  it.each(expectations)('finds what a person expects of "%s"', (description, count, expected) => {
    const { topics, unknown } = bank.search(description);
    expect({ topics: topics.length, unknown }).toEqual({ topics: 1, unknown: [] });
    const best = (topics[0] ?? []).slice(0, count).map(textOf);
    expect(best).toHaveLength(count);
    for (const text of best) expect(text).toMatch(expected);
  });
});

function textOf({ question, quiz }: Match): string {
  return JSON.stringify([question, quiz.title, quiz.tags]);
}

function found(questions: Parameters<typeof choiceQuestion>[0][], query: string, more: Partial<Quiz> = {}) {
  const quiz = { ...quizOf(questions.map((question) => choiceQuestion(question))), ...more };
  const { topics, unknown } = new QuestionBank([quiz]).search(query);
  return { topics: topics.map((matches) => matches.map(({ question }) => question.question)), unknown };
}

describe('a question bank', () => {
  it.each([
    ['the text', { question: 'What does a comet do?' }],
    ['an option', { options: ['a comet', 'a star'] }],
    ['the explanation', { explanation: 'It is a comet.' }],
    ['the code', { code: { language: 'js', text: 'comet()' } }],
    ['the tags', { tags: ['comets'] }],
  ])('finds a question by a word in %s', (_where, question) => {
    expect(found([question, { question: 'Other' }], 'comet').topics).toHaveLength(1);
  });

  it('finds questions by the title and the tags of their quiz', () => {
    for (const more of [{ title: 'Comets' }, { tags: ['comets'] }]) {
      expect(found([{ question: 'A' }], 'comet', more).topics).toEqual([['A']]);
    }
  });

  it.each([
    ['Caching', 'cached'],
    ['Which cookies?', 'cookie'],
    ['Which query?', 'queries'],
    ['Café', 'cafe'],
    ['PostgreSQL', 'postgres'],
    ['JavaScript', 'js'],
    ['A regex', 'regular expressions'],
    ['Regular expressions', 'regex'],
    ['Time zones', 'timezone'],
    ['Kubernetes', 'kube'],
    ['Python', 'pyhton'],
    ['日本の首都は東京です', '東京'],
  ])('finds %j by %j', (question, query) => {
    expect(found([{ question }, { question: 'Other' }], query)).toEqual({
      topics: [[question]],
      unknown: [],
    });
  });

  it('does not take Java for JavaScript', () => {
    expect(found([{ question: 'JavaScript' }], 'java')).toEqual({ topics: [], unknown: ['java'] });
  });

  it.each([
    ['c++', 'Templates in C++'],
    ['C#', 'LINQ in C#'],
    ['f#', 'Pipes in F#'],
    ['.NET', 'The runtime of .NET'],
  ])('takes the signs in %j as part of the name', (query, question) => {
    const others = ['A program in C', 'Pitch F', 'A net'].map((other) => ({ question: other }));
    expect(found([{ question }, ...others], query).topics).toEqual([[question]]);
    expect(found(others, query)).toMatchObject({ topics: [] });
  });

  it('does not search for words that name no topic, unless there are no others', () => {
    const questions = [{ question: 'About the question' }, { question: 'Git' }];
    expect(found(questions, 'questions about the git quiz').topics).toEqual([['Git']]);
    expect(found(questions, 'about').topics).toEqual([['About the question']]);
  });

  it.each(['git and http', 'git, http', 'git or http', 'git http', 'questions about git plus http'])(
    'finds two topics in "%s"',
    (query) => {
      expect(found([{ question: 'Git' }, { question: 'HTTP' }], query).topics).toEqual([['Git'], ['HTTP']]);
    },
  );

  it('corrects a typing error to the most similar word', () => {
    const questions = [
      { question: 'TypeScript' },
      { question: 'Typeset' },
      { question: 'TypeScript, again' },
    ];
    expect(found(questions, 'typscript').topics).toEqual([['TypeScript', 'TypeScript, again']]);
    expect(found(questions, 'typset').topics).toEqual([['Typeset']]);
  });

  it('takes words that a question has together as one topic', () => {
    const questions = [{ question: 'Git' }, { question: 'Rebase' }, { question: 'Git rebase' }];
    expect(found(questions, 'git rebase').topics).toEqual([['Git rebase']]);
  });

  it('continues with questions from quizzes about one of the words', () => {
    const questions = [{ question: 'What is a rebase?' }, { question: 'What is a merge?' }];
    expect(found(questions, 'git rebase', { tags: ['git'] }).topics).toEqual([
      ['What is a rebase?', 'What is a merge?'],
    ]);
  });

  it('leaves out questions with only one word of a topic', () => {
    const years = [{ question: 'Which year?' }, { question: 'Which other year?', tags: ['years'] }];
    expect(found([...years, { question: 'Which leap year?' }], 'leap year').topics).toEqual([
      ['Which leap year?'],
    ]);
  });

  it('leaves out questions that match only by one of several topics in the title of their quiz', () => {
    const questions = [{ question: 'Which DNS record?' }, { question: 'Which container?' }];
    expect(found(questions, 'dns', { title: 'Containers and DNS' }).topics).toEqual([['Which DNS record?']]);
  });

  it('ranks quizzes by their matching questions', () => {
    const quizzes = [1, 3, 0].map((count) =>
      quizOf([0, 1, 2].map((index) => choiceQuestion({ question: index < count ? 'Git' : 'Other' }))),
    );
    const searched = new QuestionBank(quizzes).searchQuizzes('git');
    expect(searched).toEqual([
      { quiz: quizzes[1], matches: 3 },
      { quiz: quizzes[0], matches: 1 },
    ]);
  });

  it('suggests tags that resemble the query', () => {
    const tags = ['promises', 'pipes', 'css', 'cookies'];
    expect(new QuestionBank([quizOf([choiceQuestion({ tags })])]).topicsNear('promse')[0]).toBe('promises');
  });
});
