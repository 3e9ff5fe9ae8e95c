import { describe, expect, it } from 'vitest';
import { importFile, importFixture } from './import-file.ts';

const NO_ANSWER = 'skipped: no line "ANSWER: A" after the options';
const NO_OPTIONS = 'skipped: text without options (lines such as "A. first")';

/** Imports lines as an Aiken file, and returns its questions and notices. */
function importLines(...lines: string[]) {
  const { quiz, notices } = importFile('q.aiken', lines.join('\n'));
  return { questions: quiz?.questions ?? [], notices };
}

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
        'line 25: skipped: line 28 is neither the next option nor "ANSWER: A"',
        'line 30: skipped: an ANSWER line without a question',
        'line 32: skipped: "ANSWER: E" does not name an option',
        `line 37: ${NO_OPTIONS}`,
        'line 39: skipped: "options" must have at least 2 entries',
        `line 43: ${NO_ANSWER}`,
      ],
    });
  });

  it.each([
    ['A)iron', 'B)lead', 'ANSWER: B'],
    ['A.iron', 'B) lead', 'ANSWER: b'],
    ['a) iron', 'b) lead', 'Answer: b)'],
    ['(A) iron', '(B) lead', 'ANSWER: (B)'],
    ['A. iron', 'B. lead', 'ANSWER: B. lead'],
    ['A. iron', 'B. lead', 'Correct answer: B) Lead'],
    ['A. iron', 'B. lead', 'ANSWER: lead'],
  ])('may have the options %j and %j with the correct one as %j', (first, second, answer) => {
    expect(importLines('Which is heavier?', first, second, answer)).toEqual({
      questions: [{ question: 'Which is heavier?', options: ['iron', 'lead'], answer: 1 }],
      notices: [],
    });
  });

  it.each([
    ['ANSWER: ', '"ANSWER: " does not name an option'],
    ['ANSWER: Apple', '"ANSWER: Apple" does not name an option'],
    ['ANSWER: A. b', '"ANSWER: A. b" does not name an option'],
    ['ANSWER: C', '"ANSWER: C" does not name an option'],
    ['ANSWER: A, A', 'answer 2 is the same as answer 1'],
  ])('has its question skipped if it ends with %j', (answer, reason) => {
    expect(importFile('q.aiken', `Q\nA. a\nB. b\n${answer}`).notices[0]).toBe(`line 1: skipped: ${reason}`);
  });

  it('may number its questions, with or without words before the number', () => {
    const questions = ['1. One?', '2) Two?', 'Question 3: Three?', 'Q4. Four?'];
    const lines = questions.flatMap((question) => [question, 'A. yes', 'B. no', 'ANSWER: A', '']);
    expect(importLines(...lines).questions).toMatchObject(
      ['One?', 'Two?', 'Three?', 'Four?'].map((question) => ({ question })),
    );
  });

  it('keeps the number if only one of its questions begins with one', () => {
    const lines = ['12. May 1956 was a …', 'A. Monday', 'B. Saturday', 'ANSWER: B'];
    expect(importLines(...lines, '', 'Else?', ...lines.slice(1)).questions[0]).toMatchObject({
      question: '12. May 1956 was a …',
    });
  });

  it('takes only the next letter of the alphabet as an option', () => {
    expect(importLines('Before noon,', 'A.M. or P.M.?', 'A. A.M.', 'B. e.g. P.M.', 'ANSWER: A')).toEqual({
      questions: [{ question: 'Before noon, A.M. or P.M.?', options: ['A.M.', 'e.g. P.M.'], answer: 0 }],
      notices: [],
    });
  });

  it('skips a question with an unclear line up to its ANSWER, and never turns the rest into another question', () => {
    const next = ['', 'Next?', 'A. yes', 'B. no', 'ANSWER: A'];
    const unclear = (...lines: string[]) => importLines('First?', ...lines, ...next);
    for (const lines of [
      ['A. tin', 'B: zinc', 'C. iron', 'D. gold', 'ANSWER: C'],
      ['A. tin', 'which is soft', 'B. zinc', 'C. iron', 'ANSWER: B'],
      ['A. tin', 'C. zinc', 'D. iron', 'ANSWER: A'],
      ['B. zinc', 'C. iron', 'ANSWER: B'],
    ]) {
      const { questions, notices } = unclear(...lines);
      expect(questions).toMatchObject([{ question: 'Next?' }]);
      expect(notices).toHaveLength(1);
      expect(notices[0]).toMatch(/^line 1: skipped: /u);
    }
  });

  it('skips only the question without an answer if the next one follows directly', () => {
    expect(importLines('One?', 'A. a', 'B. b', 'Two?', 'A. c', 'B. d', 'ANSWER: B')).toEqual({
      questions: [{ question: 'Two?', options: ['c', 'd'], answer: 1 }],
      notices: [`line 1: ${NO_ANSWER}`],
    });
  });
});
