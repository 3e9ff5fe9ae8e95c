import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { permuter } from '../../source/game/shuffle.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import { booleanQuestion, choiceQuestion } from '../helpers/questions.ts';
import type { Settings } from '../../source/game/settings.ts';

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const questions = letters.map((letter, index) =>
  choiceQuestion({ question: `Where is ${letter}?`, options: letters, answer: index }),
);

function shuffledGame(shuffle: Settings['shuffle'], seed: string): TestGame {
  return gameOf({ questions, settings: { shuffle }, seed, players: ['Ada'] });
}

/** The text of each question and the order of its options. */
function asked(test: TestGame): { text: string; options: readonly string[] | undefined }[] {
  return questions.map((_, index) => {
    const { text, options } = test.open(index).stageIn('question').question;
    return { text, options };
  });
}

describe('shuffling', () => {
  it('keeps all orders if it is off', () => {
    expect(asked(shuffledGame(null, 'seed'))).toEqual(
      questions.map(({ question, options }) => ({ text: question, options })),
    );
  });

  it('of questions asks each once in a different order, with its options in file order', () => {
    const played = asked(shuffledGame('questions', 'seed'));
    expect(played.map(({ text }) => text)).not.toEqual(questions.map(({ question }) => question));
    expect(played.map(({ text }) => text).toSorted()).toEqual(questions.map(({ question }) => question));
    for (const { options } of played) expect(options).toEqual(letters);
  });

  it('of answers keeps the questions in order and shuffles the options of each on its own', () => {
    const played = asked(shuffledGame('answers', 'seed'));
    expect(played.map(({ text }) => text)).toEqual(questions.map(({ question }) => question));
    for (const { options } of played) expect(options?.toSorted()).toEqual(letters);
    expect(new Set(played.map(({ options }) => options?.join(''))).size).toBeGreaterThan(1);
  });

  it('of both shuffles questions and options', () => {
    const played = asked(shuffledGame('both', 'seed'));
    expect(played.map(({ text }) => text)).not.toEqual(questions.map(({ question }) => question));
    expect(played.map(({ options }) => options)).not.toEqual(questions.map(({ options }) => options));
  });

  it('depends on the seed: the same seed gives the same order, another seed a different one', () => {
    expect(asked(shuffledGame('both', 'one'))).toEqual(asked(shuffledGame('both', 'one')));
    expect(asked(shuffledGame('both', 'one'))).not.toEqual(asked(shuffledGame('both', 'two')));
  });

  it('keeps the correct option correct, wherever it ends up', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('answers' as const, 'both' as const), (seed, shuffle) => {
        const test = shuffledGame(shuffle, seed);
        for (let index = 0; index < questions.length; index++) {
          const { text, options = [] } = test.open(index).stageIn('question').question;
          test.answer(
            'Ada',
            options.findIndex((option) => text === `Where is ${option}?`),
          );
          test.host('close');
          expect(test.player('Ada').result?.correct).toBe(true);
          expect(options[Number(test.stageIn('reveal').correct)]).toBe(/is (.)/u.exec(text)?.[1]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('does not affect true and false', () => {
    const test = gameOf({ questions: [booleanQuestion()], settings: { shuffle: 'both' }, players: ['Ada'] });
    test.play(0, { Ada: true });
    expect(test.stageIn('reveal')).toMatchObject({ correct: true, distribution: [1, 0] });
  });
});

describe('a permutation', () => {
  it('has the same items, and depends on the seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer()), (seed, items) => {
        const permuted = permuter(seed)(items);
        expect(permuted.toSorted()).toEqual(items.toSorted());
        expect(permuter(seed)(items)).toEqual(permuted);
      }),
    );
  });
});
