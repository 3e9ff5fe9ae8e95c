import { describe, expect, it } from 'vitest';
import { allowableAnswers } from '../../source/game/disputes.ts';
import { type TestGame, gameOf, rejectionOf } from '../helpers/games.ts';
import {
  booleanQuestion,
  choiceQuestion,
  multipleQuestion,
  numberQuestion,
  orderQuestion,
  pollQuestion,
  textQuestion,
} from '../helpers/questions.ts';

const players = ['Ada', 'Bob'];

function voided(test: TestGame, question = 0, reason?: string) {
  return test.run({ type: 'void', question, reason });
}

function allowed(test: TestGame, answer: unknown, question = 0) {
  return test.run({ type: 'allow', question, answer });
}

function scores(test: TestGame): Record<string, number> {
  return Object.fromEntries(test.game.standings.map(({ name, score }) => [name, score]));
}

describe('a voided question', () => {
  it('earns nobody points and leaves streaks as they were before it', () => {
    const questions = [choiceQuestion(), choiceQuestion(), choiceQuestion()];
    const test = gameOf({ questions, players });
    test.play(0, { Ada: 1, Bob: 1 }).play(1, { Ada: 0, Bob: 1 }).play(2, { Ada: 1, Bob: 1 });
    expect(scores(test)).toEqual({ Ada: 2000, Bob: 3300 });
    voided(test, 1);
    expect(scores(test)).toEqual({ Ada: 2100, Bob: 2100 });
    expect(test.player('Ada')).toMatchObject({ streak: 2, rank: 1, previousRank: 1 });
    expect(test.player('Bob').result).toEqual({ correct: true, points: 1000, streakBonus: 100 });
  });

  it('changes the result that players see, and says why until the next question', () => {
    const test = gameOf({ players }).play(0, { Ada: 1, Bob: 0 });
    voided(test, 0, '  two correct\nanswers ');
    expect(test.you('Ada')).toMatchObject({
      score: 0,
      rank: 1,
      result: { correct: false, points: 0, answer: 1 },
      note: 'Question 1 no longer counts: two correct answers.',
    });
    expect(test.stageIn('reveal')).toMatchObject({
      voided: true,
      voidReason: 'two correct answers',
      correctCount: 1,
    });
    test.open(1);
    expect(test.you('Ada').note).toBeUndefined();
  });

  it('leaves the statistics of the podium', () => {
    const test = gameOf({ players }).play(0, { Ada: 1 }).play(1, { Ada: true });
    test.host('next');
    voided(test, 0);
    expect(test.stageIn('podium').questions).toMatchObject([
      { index: 0, correct: null },
      { index: 1, correct: 1 },
    ]);
    expect(test.stageIn('podium').top).toMatchObject([{ name: 'Ada', score: 1000 }, { name: 'Bob' }]);
  });

  it('does not count for the mean of a team', () => {
    const test = gameOf({ settings: { teams: ['Red', 'Blue'] } });
    test.joinTeam('Ada', 'Red');
    test.joinTeam('Bob', 'Red');
    test.play(0, { Ada: 1, Bob: 0 }).play(1, { Ada: true });
    expect(test.game.teams).toMatchObject([{ score: 1050 }, { score: 0 }]);
    voided(test, 0);
    expect(test.game.teams).toMatchObject([{ score: 1000, rank: 1 }, { score: 0 }]);
  });

  it('can be voided at the reveal, the standings and the podium, and only once', () => {
    const test = gameOf({ players }).open();
    expect(rejectionOf(voided(test))).toBe('not-now');
    test.host('close');
    expect(rejectionOf(voided(test, 1))).toBe('no-such-question');
    expect(rejectionOf(voided(test))).toBeNull();
    expect(rejectionOf(voided(test))).toBe('no-such-question');
    expect(rejectionOf(allowed(test, 0))).toBe('no-such-question');
    test.host('next', 'next');
    expect(rejectionOf(voided(test))).toBe('not-now');
  });

  it('is never a poll', () => {
    const test = gameOf({ questions: [pollQuestion()], players }).play(0, { Ada: 0 });
    expect(rejectionOf(voided(test))).toBe('no-such-question');
  });
});

describe('an answer that the host accepts as well', () => {
  it.each([
    ['choice', choiceQuestion(), 0, 0],
    ['boolean', booleanQuestion(), false, false],
    ['multiple', multipleQuestion(), [4, 3], [3, 4]],
    ['text', textQuestion(), 'teapot', ' TEAPOT '],
    ['number', numberQuestion(), 1988, 1988],
    ['order', orderQuestion(), [0, 1, 2, 3], [0, 1, 2, 3]],
  ])('makes it correct in a %s question, from the beginning', (_, question, answer, given) => {
    const questions = [question, choiceQuestion()];
    const test = gameOf({ questions, players }).open().advance(2000);
    test.answer('Ada', given);
    test.play(0, { Bob: test.game.round?.rules.correct }).play(1, { Ada: 1, Bob: 1 });
    expect(scores(test)['Ada']).toBeLessThan(scores(test)['Bob'] ?? 0);
    expect(rejectionOf(allowed(test, answer))).toBeNull();
    expect(scores(test)).toEqual({ Ada: 950 + 1100, Bob: 950 + 1100 });
    expect(test.player('Ada')).toMatchObject({ streak: 2, rank: 1 });
    expect(test.game.closedQuestions).toMatchObject([{ correct: 2 }, { correct: 2 }]);
    expect(rejectionOf(allowed(test, answer))).toBe('no-such-answer');
  });

  it('is shown as correct, and named to players', () => {
    const test = gameOf({ questions: [textQuestion()], players }).play(0, { Ada: '102', Bob: '101' });
    allowed(test, '102');
    expect(test.stageIn('reveal')).toMatchObject({
      allowed: ['102'],
      correctCount: 2,
      distribution: [
        { answer: '102', correct: true },
        { answer: '101', correct: true },
      ],
    });
    expect(test.you('Bob').note).toBe('Question 1: the host now accepts "102" as well.');
  });

  it('is one order of the items, and no other', () => {
    const test = gameOf({ questions: [orderQuestion()], players });
    test.play(0, { Ada: [0, 1, 2, 3], Bob: [3, 2, 1, 0] });
    allowed(test, [0, 1, 2, 3]);
    expect(scores(test)).toEqual({ Ada: 1000, Bob: 0 });
    expect(test.stageIn('reveal')).toMatchObject({ correctCount: 1, distribution: [1, 1] });
  });

  it('does not count part of the accepted set as correct', () => {
    const test = gameOf({ questions: [multipleQuestion()], players });
    test.play(0, { Ada: [3], Bob: [0, 1] });
    allowed(test, [3, 4]);
    expect(scores(test)).toEqual({ Ada: 0, Bob: 667 });
  });

  it.each([
    ['an option that does not exist', choiceQuestion(), 4],
    ['an answer of another type', choiceQuestion(), 'north'],
    ['the correct answer', choiceQuestion(), 1],
    ['an order that leaves an item out', orderQuestion(), [0, 1, 2]],
  ])('is never %s', (_, question, answer) => {
    const test = gameOf({ questions: [question], players }).play(0, {});
    expect(rejectionOf(allowed(test, answer))).toBe('no-such-answer');
  });

  it('is one of at most eight', () => {
    const test = gameOf({ questions: [numberQuestion()], players }).play(0, {});
    for (let answer = 1; answer <= 8; answer++) expect(rejectionOf(allowed(test, answer))).toBeNull();
    expect(rejectionOf(allowed(test, 9))).toBe('no-such-answer');
  });
});

describe('allowableAnswers', () => {
  it.each([
    ['the wrong options', choiceQuestion(), { Ada: 3 }, [3, 0, 2]],
    ['the wrong one of true and false', booleanQuestion(), {}, [false]],
    ['the wrong sets that were chosen', multipleQuestion(), { Ada: [4, 0], Bob: [0, 1, 2] }, [[0, 4]]],
    ['the wrong texts that were given', textQuestion(), { Ada: 'x', Bob: '101' }, ['x']],
    ['the wrong numbers that were given', numberQuestion(), { Ada: 7, Bob: 1991 }, [7]],
    [
      'the wrong orders that were given',
      orderQuestion(),
      { Ada: [0, 1, 2, 3], Bob: [3, 2, 1, 0] },
      [
        [0, 1, 2, 3],
        [3, 2, 1, 0],
      ],
    ],
    ['no option of a poll', pollQuestion(), { Ada: 0 }, []],
  ])('lists %s', (_, question, answers, expected) => {
    const test = gameOf({ questions: [question], players }).play(0, answers);
    const [closed] = test.game.closedQuestions;
    expect(closed && allowableAnswers(test.game, closed).map(({ answer }) => answer)).toEqual(expected);
  });
});
