import { describe, expect, it } from 'vitest';
import { importFile, importFixture } from './import-file.ts';

describe("a quiz from Kahoot's API", () => {
  it('is imported with a notice for everything that is skipped, left out or changed', () => {
    expect(importFixture('kahoot-api.json')).toEqual({
      quiz: {
        title: 'Release night',
        questions: [
          {
            question: 'What comes before a release & after a merge?',
            options: ['A tag', 'A holiday'],
            answer: 0,
            points: 2000,
            time: 20,
          },
          {
            type: 'multiple',
            question: 'Who may press the button?',
            options: ['Ada', 'Bob', 'Nobody'],
            answer: [0, 1],
            points: 0,
            time: 5,
          },
          {
            type: 'multiple',
            question: 'Which of these stop a release?',
            options: ['A red test', 'A full disk', 'Rain'],
            answer: [0, 1],
            time: 240,
          },
          { type: 'order', question: 'Put the steps in order', items: ['Build', 'Test', 'Ship'], time: 60 },
          { type: 'text', question: 'Which command makes a tag?', answer: ['git tag', 'tag'], time: 30 },
          { type: 'number', question: 'How many tests are there?', answer: 3000, tolerance: 50 },
          { type: 'poll', question: 'Tea or coffee?', options: ['Tea', 'Coffee'] },
        ],
      },
      notices: [
        'question 1: the slide "Welcome" is left out',
        'question 2: the image is left out',
        'question 3: any of the 2 correct answers was enough; now players must select them all',
        'question 4: the video is left out',
        'question 4: the time limit is now 240 s instead of 300 s',
        'question 9: skipped: questions of the type "pin_it" are not supported',
        'question 10: skipped: an answer without a text; pictures are not supported',
      ],
    });
  });

  it('may be returned alone, without its card', () => {
    const choices = [
      { answer: 'yes', correct: true },
      { answer: 'no', correct: false },
    ];
    const quiz = {
      uuid: 'u',
      title: 'Alone',
      questions: [{ type: 'quiz', question: 'Is it?', time: 20_000, choices }],
    };
    expect(importFile('k.json', JSON.stringify(quiz)).quiz).toEqual({
      title: 'Alone',
      questions: [{ question: 'Is it?', options: ['yes', 'no'], answer: 0, time: 20 }],
    });
  });
});

describe('a quiz of ClassQuiz', () => {
  it('is imported with each type of question', () => {
    expect(importFixture('classquiz.json')).toEqual({
      quiz: {
        title: 'Harbour',
        questions: [
          { question: 'Which side is port?', options: ['Left', 'Right'], answer: 0, time: 20 },
          {
            type: 'multiple',
            question: 'Which are knots?',
            options: ['Bowline', 'Reef', 'Gannet'],
            answer: [0, 1],
            time: 30,
          },
          {
            type: 'number',
            question: 'How many metres are a nautical mile?',
            answer: 1850,
            tolerance: 50,
            time: 20,
          },
          { type: 'text', question: 'Name the front of a ship', answer: ['bow'], time: 20 },
          { type: 'order', question: 'From small to large', items: ['Dinghy', 'Ferry', 'Tanker'], time: 20 },
          { type: 'poll', question: 'Sail or motor?', options: ['Sail', 'Motor'], time: 20 },
        ],
      },
      notices: [
        'question 2: the image is left out',
        'question 7: the slide "Break" is left out',
        'question 8: skipped: "answers" must be a list of answers',
      ],
    });
  });
});
