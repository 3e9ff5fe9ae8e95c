import { describe, expect, it } from 'vitest';
import { importFile, importFixture } from './import-file.ts';

const tags = ['Science', 'Computers'];

/** The questions in each of the fixtures open-trivia-*.json. */
const questions = [
  {
    question: 'Don\'t forget that π = 3.14 & doesn\'t equal 3. What does "<br>" do in HTML?',
    options: ['100% nothing', 'Breaks the line', 'Makes text bold + red', 'Nothing'],
    answer: 1,
    tags,
    difficulty: 'easy',
  },
  {
    question: 'How many bits are in a nibble?',
    options: ['2', '4', '8', '10'],
    answer: 1,
    tags,
    difficulty: 'medium',
  },
  {
    type: 'boolean',
    question: 'Linus Torvalds created Linux and Git.',
    answer: true,
    tags,
    difficulty: 'hard',
  },
];

/** A download with one question, with some of its fields replaced. */
function download(fields: object): string {
  const question = { type: 'multiple', question: 'q', correct_answer: 'a', incorrect_answers: ['b'] };
  return JSON.stringify({ response_code: 0, results: [{ ...question, ...fields }] });
}

describe('a download from Open Trivia DB', () => {
  it.each(['base64', 'url-legacy', 'url-3986'])('is decoded from %s', (encoding) => {
    expect(importFixture(`open-trivia-${encoding}.json`)).toEqual({
      quiz: { title: 'Science: Computers', questions },
      notices: [],
    });
  });

  it('is decoded from HTML entities, with a notice for each invalid question', () => {
    expect(importFixture('open-trivia-html.json')).toEqual({
      quiz: { title: 'Science: Computers', questions },
      notices: [
        'question 4: skipped: "incorrect_answers" is missing',
        'question 5: skipped: "options" must have at least 2 entries',
      ],
    });
  });

  it('may list the correct answer among the incorrect ones', () => {
    const fields = { correct_answer: '7', incorrect_answers: ['9', ' 7', '8'] };
    expect(importFile('t.json', download(fields))).toMatchObject({
      quiz: { questions: [{ options: ['7', '8', '9'], answer: 0 }] },
      notices: [],
    });
  });

  it('tags questions with each part of their category, shortened to fit', () => {
    const category = `Art: ${'x'.repeat(40)}: : Art`;
    const [question] =
      importFile('t.json', download({ category, difficulty: 'extreme' })).quiz?.questions ?? [];
    expect(question).toMatchObject({ tags: ['Art', `${'x'.repeat(29)}…`] });
    expect(question).not.toHaveProperty('difficulty');
  });

  it('is rejected without questions, with the meaning of its response code', () => {
    expect(importFixture('open-trivia-rate-limit.json')).toEqual({
      quiz: undefined,
      notices: [
        'no questions: too many requests to Open Trivia DB; wait 5 seconds and download again (code 5)',
        'no question can be imported from this file (format: Open Trivia DB)',
      ],
    });
  });

  it('may consist only of its results', () => {
    const { results } = JSON.parse(download({}));
    expect(importFile('trivia.json', JSON.stringify(results)).quiz?.questions).toHaveLength(1);
  });

  it('takes its title from its category, or from the file name if there are several', () => {
    const [one, two] = [download({ category: 'History' }), download({ category: 'Art' })].map((text) =>
      JSON.parse(text),
    );
    const both = JSON.stringify({ response_code: 0, results: [...one.results, ...two.results] });
    expect(importFile('some/my_own-trivia.json', both).quiz?.title).toBe('my own trivia');
    expect(importFile('t.json', download({ category: 'Art' })).quiz?.title).toBe('Art');
    expect(importFile('t.json', download({ category: 'Art' }), ' Friday ').quiz?.title).toBe('Friday');
  });

  it('is decoded as far as possible if its encoding is broken', () => {
    const [question] =
      importFile('t.json', download({ question: 'a%FF%E2', correct_answer: '%41' })).quiz?.questions ?? [];
    expect(question).toEqual({ question: 'a\uFFFD\uFFFD', options: ['A', 'b'], answer: 0 });
    const base64 = download({ type: 'bXVsdGlwbGU=', question: 'not base64', correct_answer: '__==' });
    expect(importFile('t.json', base64).quiz?.questions).toMatchObject([{ question: 'not base64' }]);
  });
});
