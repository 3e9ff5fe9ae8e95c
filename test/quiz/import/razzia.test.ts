import { describe, expect, it } from 'vitest';
import { importFile, importFixture } from './import-file.ts';

describe('a Razzia quiz', () => {
  it('is imported with a notice for everything that is skipped, left out or changed', () => {
    expect(importFixture('razzia.json')).toEqual({
      quiz: {
        title: 'Sprint quiz',
        questions: [
          {
            question: 'What is the correct answer?',
            options: ['No', 'Yes', 'No, not this', 'Nor this'],
            answer: 1,
            time: 15,
          },
          {
            type: 'multiple',
            question: 'Which of these are primary colours?',
            options: ['Red', 'Green', 'Blue', 'Yellow'],
            answer: [0, 2, 3],
            points: 2000,
            time: 20,
          },
          { question: 'What is in the picture?', options: ['A cat', 'A dog'], answer: 0, time: 0 },
          { type: 'number', question: 'How many days does a fly live?', answer: 28, tolerance: 5, time: 5 },
        ],
      },
      notices: [
        'question 2: the penalty of 100 points for a wrong answer is left out',
        'question 2: it is scored as "balanced" instead of "strict"',
        'question 3: it is now worth 1000 points instead of 700',
        'question 3: the image is left out',
        'question 4: the time limit is now 5 s instead of 3 s',
        'question 5: skipped: no "solutions"',
        'question 6: skipped: "answer" must be the index of an option, 0 to 1',
        'question 7: skipped: "question" is missing',
        'question 8: skipped: it must be an object',
      ],
    });
  });

  it('may be of an older version, with a single "solution" and media by name', () => {
    expect(importFixture('rahoot.json')).toEqual({
      quiz: {
        title: 'Example Quiz',
        questions: [
          {
            question: 'Which answer is good?',
            options: ['No', 'Good answer', 'Nope'],
            answer: 1,
            time: 15,
          },
          { question: 'And with a video?', options: ['Good answer', 'No'], answer: 0, time: 20 },
        ],
      },
      notices: [
        'question 1: the option "Nope" is listed once instead of several times',
        'question 2: the video is left out',
      ],
    });
  });

  it('is imported as polls if it is a survey', () => {
    expect(importFixture('razzia-survey.json')).toEqual({
      quiz: {
        title: 'Sprint retro',
        questions: [
          {
            type: 'poll',
            question: 'How did this sprint feel?',
            options: ['Great', 'Fine', 'Hard'],
            time: 20,
          },
          { type: 'poll', question: 'What slowed you down?', options: ['Meetings', 'CI'], time: 30 },
        ],
      },
      notices: [
        'question 2: several answers could be chosen; now players choose one',
        'question 3: skipped: an estimate without a correct answer',
      ],
    });
  });

  it('is rejected without questions', () => {
    expect(importFile('r.json', '{"subject": "s", "questions": []}').notices).toEqual([
      expect.stringMatching(/^it is JSON, but not a list of questions/u),
    ]);
  });
});
