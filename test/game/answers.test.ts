import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nonsense } from '../helpers/arbitraries.ts';
import { type TestGame, gameOf, rejectionOf } from '../helpers/games.ts';
import {
  booleanQuestion,
  choiceQuestion,
  multipleQuestion,
  numberQuestion,
  oneOfEach,
  orderQuestion,
  pollQuestion,
  textQuestion,
} from '../helpers/questions.ts';

function openGame(): TestGame {
  return gameOf({ players: ['Ada', 'Bob'] }).open();
}

describe('an answer', () => {
  it('is accepted once, with the time it took', () => {
    const test = openGame().advance(2312);
    expect(test.answer('Ada', 3)).toMatchObject({
      events: [{ type: 'answer-accepted', question: 0, answer: 3, time: 2312, at: test.now }],
    });
    expect(rejectionOf(test.answer('Ada', 1))).toBe('already-answered');
    expect(test.player('Ada').answer).toMatchObject({ value: 3, timeMs: 2312 });
    expect(test.game.round?.answered).toBe(1);
  });

  it('stays, and stays the only one, when the player disconnects and reconnects', () => {
    const test = openGame();
    test.answer('Ada', 1);
    test.disconnect('Ada');
    test.reconnect('Ada');
    expect(rejectionOf(test.answer('Ada', 2))).toBe('already-answered');
    expect(test.play(0, {}).player('Ada')).toMatchObject({ score: 1000, answer: { value: 1 } });
  });

  it('counts from a disconnected player, too', () => {
    const test = openGame();
    test.disconnect('Ada');
    expect(test.answer('Ada', 1).ok).toBe(true);
  });

  it.each([
    ['an index of an option', 0, null],
    ['the last index', 3, null],
    ['an index out of range', 4, 'bad-answer'],
    ['a negative index', -1, 'bad-answer'],
    ['half an index', 0.5, 'bad-answer'],
    ['not a number', Number.NaN, 'bad-answer'],
    ['an index as a text', '1', 'bad-answer'],
    ['the text of an option', 'east', 'bad-answer'],
    ['a name that every list has', 'length', 'bad-answer'],
    ['true', true, 'bad-answer'],
    ['a list', [1], 'bad-answer'],
    ['nothing', undefined, 'bad-answer'],
    ['null', null, 'bad-answer'],
  ])('to a choice, given as %s (%s), has the rejection %s', (_, answer, rejection) => {
    expect(rejectionOf(openGame().answer('Ada', answer))).toBe(rejection);
  });

  it.each([
    ['true', true, null],
    ['false', false, null],
    ['0', 0, 'bad-answer'],
    ['1', 1, 'bad-answer'],
    ['"true"', 'true', 'bad-answer'],
    ['null', null, 'bad-answer'],
  ])('to a statement, given as %s, is accepted only if it is true or false', (_, answer, rejection) => {
    const test = gameOf({ questions: [booleanQuestion()], players: ['Ada'] }).open();
    expect(rejectionOf(test.answer('Ada', answer))).toBe(rejection);
  });

  it.each(oneOfEach.map((question) => [question.type, question] as const))(
    'to a question of type %s is rejected with bad-answer if it is invalid, and the player can try again',
    (_, question) => {
      fc.assert(
        fc.property(nonsense, (value) => {
          const test = gameOf({ questions: [question], players: ['Ada'] }).open();
          const isAnswer = test.game.round?.rules.accept(value) !== undefined;
          expect(rejectionOf(test.answer('Ada', value))).toBe(isAnswer ? null : 'bad-answer');
          const correct = test.game.round?.rules.correct ?? 0;
          expect(rejectionOf(test.answer('Ada', correct))).toBe(isAnswer ? 'already-answered' : null);
        }),
        { numRuns: 150 },
      );
    },
  );

  it.each([
    ['multiple', multipleQuestion(), [2, 0], [0, 2]],
    ['text', textQuestion(), '  HTTP\t101 ', 'HTTP 101'],
    ['number', numberQuestion(), 1991.5, 1991.5],
    ['order', orderQuestion(), [3, 2, 1, 0], [3, 2, 1, 0]],
    ['poll', pollQuestion(), 1, 1],
  ])(
    'to a question of type %s is recorded in the form in which answers are compared',
    (_, question, given, kept) => {
      const test = gameOf({ questions: [question], players: ['Ada'] }).open();
      expect(test.answer('Ada', given)).toMatchObject({
        events: [{ type: 'answer-accepted', answer: kept }],
      });
      expect(test.you('Ada')).toMatchObject({ answered: true, answer: kept });
    },
  );

  it('is recorded as an index that survives JSON, even for -0', () => {
    const test = openGame();
    test.answer('Ada', -0);
    expect(test.player('Ada').answer?.value).toBe(0);
  });

  it('can be given after an invalid one', () => {
    const test = openGame();
    test.answer('Ada', 99);
    expect(test.answer('Ada', 1).ok).toBe(true);
  });

  it('is rejected with unknown-token from an unknown player, and with kicked from a kicked one', () => {
    const test = openGame();
    expect(rejectionOf(test.answer('Nobody', 1))).toBe('unknown-token');
    test.kick('Ada');
    expect(rejectionOf(test.answer('Ada', 1))).toBe('kicked');
  });

  it('is rejected with wrong-question before the first question, before this one opens, and for another one', () => {
    const test = gameOf({ players: ['Ada'] });
    expect(rejectionOf(test.answer('Ada', 1))).toBe('wrong-question');
    test.host('start');
    expect(rejectionOf(test.answer('Ada', 1))).toBe('wrong-question');
    test.open();
    for (const question of [-1, 1, 0.5, Number.NaN]) {
      expect(rejectionOf(test.answer('Ada', 1, { question }))).toBe('wrong-question');
    }
  });

  it('is rejected with wrong-question if it is for another game', () => {
    const test = openGame();
    expect(rejectionOf(test.answer('Ada', 1, { game: 2 }))).toBe('wrong-question');
    expect(test.answer('Ada', 1, { game: 1 }).ok).toBe(true);
  });

  it('is rejected with too-late once the question is closed', () => {
    const test = openGame();
    test.host('close');
    expect(rejectionOf(test.answer('Ada', 1))).toBe('too-late');
    test.host('next');
    expect(rejectionOf(test.answer('Ada', 1))).toBe('too-late');
  });

  it('is rejected with already-answered, not too-late, when it is repeated after the reveal', () => {
    const test = openGame();
    test.answer('Ada', 1);
    test.host('close');
    expect(rejectionOf(test.answer('Ada', 1))).toBe('already-answered');
  });
});

describe('the deadline', () => {
  it('is the time limit of the question, to the millisecond', () => {
    const test = openGame().advance(20_000);
    expect(test.answer('Ada', 1).ok).toBe(true);
    expect(rejectionOf(test.advance(1).answer('Bob', 1))).toBe('too-late');
  });

  it('never credits a negative time', () => {
    const test = openGame().advance(100);
    test.answer('Ada', 1, { timing: { startDelayMs: 500 } });
    expect(test.player('Ada').answer?.timeMs).toBe(0);
  });
});

describe('the distribution', () => {
  it('counts the answers to each option', () => {
    const test = gameOf({ players: ['Ada', 'Bob', 'Cleo', 'Dan'] }).play(0, { Ada: 1, Bob: 1, Cleo: 3 });
    expect(test.game.round?.distribution).toEqual([0, 2, 0, 1]);
  });

  it('counts true first, then false', () => {
    const questions = [booleanQuestion()];
    const test = gameOf({ questions, players: ['Ada', 'Bob', 'Cleo'] });
    test.play(0, { Ada: false, Bob: true, Cleo: false });
    expect(test.game.round?.distribution).toEqual([1, 2]);
  });

  it('leaves out kicked players', () => {
    const test = openGame();
    test.answer('Ada', 1);
    test.kick('Ada');
    test.host('close');
    expect(test.game.round?.distribution).toEqual([0, 0, 0, 0]);
    expect(test.game.closedQuestions).toMatchObject([{ index: 0, correct: 0, answered: 0 }]);
  });
});

describe('a new question', () => {
  it('starts without the answer and the result of the previous one', () => {
    const test = gameOf({ questions: [choiceQuestion(), choiceQuestion()], players: ['Ada'] });
    test.play(0, { Ada: 1 });
    expect(test.player('Ada')).toMatchObject({ answer: { value: 1 }, result: { correct: true } });
    test.host('next', 'next');
    expect(test.player('Ada')).toMatchObject({ answer: null, result: null });
  });
});
