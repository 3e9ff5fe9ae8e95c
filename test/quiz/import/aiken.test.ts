import { describe, expect, it } from 'vitest';
import { importFile, importFixture } from './import-file.ts';

const NO_ANSWER = 'skipped: no line "ANSWER: A" after the options';
const NO_OPTIONS = 'skipped: text without options (lines such as "A. first")';

describe('an Aiken file', () => {
  it('is imported with a notice for each line that starts an incomplete question', () => {
    expect(importFixture('everything.aiken.txt')).toEqual({
      quiz: {
        title: 'everything aiken',
        questions: [
          {
            question: 'What is the correct answer to this question?',
            options: ['Is it this one?', 'Maybe this answer?', 'Possibly this one?'],
            answer: 1,
          },
          {
            question: 'Which LMS has the most quiz import formats?',
            options: ['Moodle', '<ATutor>'],
            answer: 0,
          },
          { type: 'multiple', question: 'Which are primes?', options: ['2', '3', '4'], answer: [0, 1] },
          { question: 'Options with a gap', options: ['first', 'second'], answer: 1 },
        ],
      },
      notices: [
        `line 25: ${NO_ANSWER}`,
        `line 28: ${NO_OPTIONS}`,
        'line 30: skipped: an ANSWER line without a question',
        'line 32: skipped: "ANSWER: E" does not name an option',
        `line 37: ${NO_OPTIONS}`,
        'line 39: skipped: "options" must have at least 2 entries',
        `line 43: ${NO_ANSWER}`,
      ],
    });
  });

  it.each([
    ['ANSWER: ', '"ANSWER: " does not name an option'],
    ['ANSWER: Apple', '"ANSWER: Apple" does not name an option'],
    ['ANSWER: A, A', 'answer 2 is the same as answer 1'],
  ])('has its question skipped when it ends with %j', (answer, reason) => {
    expect(importFile('q.aiken', `Q\nA. a\nB. b\n${answer}`).notices[0]).toBe(`line 1: skipped: ${reason}`);
  });
});
