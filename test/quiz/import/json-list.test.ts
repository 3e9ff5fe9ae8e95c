import { describe, expect, it } from 'vitest';
import { importFile, importFixture } from './import-file.ts';

/** Imports a value as a JSON file, and returns its questions and notices. */
function importJson(value: unknown) {
  const { quiz, notices } = importFile('q.json', JSON.stringify(value));
  return { questions: quiz?.questions ?? [], notices };
}

/** Imports a question with three options. */
function importQuestion(fields: object) {
  return importJson([{ question: 'Q?', options: ['ash', 'birch', 'cedar'], ...fields }]);
}

describe('a JSON list of questions', () => {
  it('is imported with a notice for each question that has no clear answer', () => {
    expect(importFixture('questions.json')).toEqual({
      quiz: {
        title: 'Web basics',
        questions: [
          {
            question: 'What does this print?',
            options: ['true number', 'false number', 'false undefined'],
            answer: 1,
            code: { language: 'js', text: 'console.log(0.1 + 0.2 === 0.3);\nconsole.log(typeof NaN);' },
            explanation: 'Binary fractions are inexact, and NaN is a number.',
            tags: ['JavaScript'],
            difficulty: 'easy',
            time: 30,
          },
          { question: 'Which tag makes a link?', options: ['<a>', '<link>', '<href>'], answer: 0 },
          {
            type: 'multiple',
            question: 'Which of these are methods?',
            options: ['GET', 'SEND', 'PUT'],
            answer: [0, 2],
          },
          { type: 'boolean', question: 'CSS is a programming language.', answer: false },
          { type: 'number', question: 'How many bits are in a byte?', answer: 8 },
          { type: 'text', question: 'Which property sets the text colour?', answer: ['color'] },
        ],
      },
      notices: [
        'question 3: the image is left out',
        'question 7: skipped: the correct answer "2" is not an option',
        'question 8: skipped: the correct answer "c" is not an option',
        'question 9: skipped: no correct answer',
        'question 10: skipped: no text ("question")',
      ],
    });
  });

  it.each([
    { answer: 1 },
    { correct: 'birch' },
    { correctAnswer: ' Birch' },
    { correct_answer: 'B' },
    { correctOption: 'b)' },
    { correctOptionIndex: '1' },
    { correctIndex: 1 },
    { answerIndex: 1 },
    { answerIdx: 1 },
    { correctAnswers: [1] },
    { options: undefined, choices: ['ash', 'birch', 'cedar'], answer: 1 },
    { options: undefined, answers: ['ash', 'birch', 'cedar'], correctAnswer: 1 },
    { options: { a: 'ash', b: 'birch', c: 'cedar' }, answer: 'b' },
    { options: undefined, A: 'ash', B: 'birch', C: 'cedar', answer: 'B' },
    { options: undefined, option1: 'ash', option2: 'birch', option3: 'cedar', answer: 'birch' },
    { options: [{ text: 'ash' }, { text: 'birch', correct: true }, { text: 'cedar' }] },
    {
      options: [
        { id: 'x1', label: 'ash' },
        { id: 'x2', label: 'birch' },
        { id: 'x3', label: 'cedar' },
      ],
      answer: 'x2',
    },
  ])('is imported with the correct answer in %j', (fields) => {
    expect(importQuestion(fields)).toEqual({
      questions: [{ question: 'Q?', options: ['ash', 'birch', 'cedar'], answer: 1 }],
      notices: [],
    });
  });

  it.each([
    [{ answer: 3 }, 'the correct answer "3" is not an option'],
    [{ answer: 'oak' }, 'the correct answer "oak" is not an option'],
    [{ answer: 'D' }, 'the correct answer "D" is not an option'],
    [{ answer: '1' }, 'the correct answer "1" is not an option'],
    [{ correctAnswers: [0, 7] }, 'the correct answer "7" is not an option'],
    [{ options: [2, 1, 0], answer: 2 }, 'the correct answer 2 could be an index or the text of an option'],
    [{}, 'no correct answer'],
  ])('has its question skipped for %j', (fields, reason) => {
    expect(importQuestion(fields).notices[0]).toBe(`question 1: skipped: ${reason}`);
  });

  it('counts correct answers from 1 if several name the last option that way, and none is 0', () => {
    const options = ['a', 'b', 'c'];
    const list = [3, 1, 3, 2].map((answer, index) => ({ question: `Q${index}`, options, answer }));
    const { questions, notices } = importJson(list);
    expect(questions).toMatchObject([{ answer: 2 }, { answer: 0 }, { answer: 2 }, { answer: 1 }]);
    expect(notices).toEqual(['correct answers are counted from 1, not from 0']);
  });

  it('may be anywhere in the file, even divided by topic', () => {
    const question = { prompt: 'Q?', choices: ['a', 'b'], answer: 'b' };
    const expected = [{ question: 'Q?', options: ['a', 'b'], answer: 1 }];
    expect(importJson({ data: [question] }).questions).toEqual(expected);
    expect(importJson({ quiz: { css: [question], html: [question] } }).questions).toEqual([
      ...expected,
      ...expected,
    ]);
    expect(importJson([{ topic: 'CSS', questions: [question] }]).questions).toEqual(expected);
  });

  it('may list the wrong answers separately', () => {
    const fields = { question: { text: 'Q?' }, correctAnswer: 'b', incorrectAnswers: ['c', 'a'] };
    expect(importJson([fields]).questions).toEqual([{ question: 'Q?', options: ['a', 'b', 'c'], answer: 1 }]);
  });

  it('has its time limits in seconds or milliseconds', () => {
    expect(importQuestion({ answer: 0, time: '20' }).questions).toMatchObject([{ time: 20 }]);
    expect(importQuestion({ answer: 0, timeLimit: 20_000 }).questions).toMatchObject([{ time: 20 }]);
  });

  it('is no quiz if its answers are sentences', () => {
    const faq = {
      question: 'How do I reset my password?',
      answer: `Open the settings, ${'then '.repeat(12)}.`,
    };
    expect(importJson([faq])).toMatchObject({
      questions: [],
      notices: [/too long to type/u, /no question/u].map((message) => expect.stringMatching(message)),
    });
  });
});
