import { describe, expect, it } from 'vitest';
import { pointsFor, streakBonus } from '../../source/game/scoring.ts';
import { type GameOptions, type TestGame, gameOf } from '../helpers/games.ts';
import {
  booleanQuestion,
  choiceQuestion,
  multipleQuestion,
  oneOfEach,
  pollQuestion,
} from '../helpers/questions.ts';

const correct = { correct: true, share: 1 };
const wrong = { correct: false, share: 0 };

describe('the points for an answer', () => {
  it.each([
    [0, 1000],
    [499, 1000],
    [500, 988], // 1000 × (1 − 0.5/20/2) = 987.5
    [1000, 975],
    [2312, 942], // 942.2
    [10_000, 750],
    [19_999, 500], // 500.025
    [20_000, 500],
  ])('of 1000, after %d ms of 20 s, are %d', (timeMs, points) => {
    expect(pointsFor(correct, timeMs, 20_000, 1000, 'speed')).toBe(points);
  });

  it.each([
    [5000, 2500, 1000, 750],
    [5000, 5000, 1000, 500],
    [240_000, 60_000, 2000, 1750],
    [20_000, 499, 2000, 2000],
    [20_000, 10_000, 2000, 1500],
    [20_000, 10_000, 0, 0],
  ])('in a limit of %d ms, after %d ms, of %d points are %d', (limitMs, timeMs, maximum, points) => {
    expect(pointsFor(correct, timeMs, limitMs, maximum, 'speed')).toBe(points);
  });

  it('are the maximum if there is no time limit', () => {
    expect(pointsFor(correct, 3_600_000, 0, 1000, 'speed')).toBe(1000);
  });

  it('are the maximum whatever the time with scoring by accuracy', () => {
    expect(pointsFor(correct, 20_000, 20_000, 1000, 'accuracy')).toBe(1000);
  });

  it('are 0 if scoring is off', () => {
    expect(pointsFor(correct, 0, 20_000, 1000, 'off')).toBe(0);
  });

  it.each(['speed', 'accuracy', 'off'] as const)('are 0 for a wrong answer, with scoring %s', (scoring) => {
    expect(pointsFor(wrong, 0, 20_000, 1000, scoring)).toBe(0);
  });

  it('are multiplied by the share that is correct, and rounded once at the end', () => {
    expect(pointsFor({ correct: false, share: 1 / 3 }, 500, 20_000, 1000, 'speed')).toBe(329); // 329.17
    expect(pointsFor({ correct: false, share: 0.5 }, 500, 20_000, 1000, 'speed')).toBe(494); // 493.75
  });

  it('depend on the credited time from half a second on', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] })
      .open()
      .advance(900);
    test.answer('Ada', 1, { timing: { startDelayMs: 401 } });
    test.answer('Bob', 1, { timing: { startDelayMs: 400 } });
    test.host('close');
    expect([test.player('Ada').score, test.player('Bob').score]).toEqual([1000, 988]);
  });
});

describe('the bonus for a streak', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 100],
    [3, 200],
    [4, 300],
    [5, 400],
    [6, 500],
    [7, 500],
    [100, 500],
  ])('after %d correct answers in a row is %d', (streak, bonus) => {
    expect(streakBonus(streak)).toBe(bonus);
  });

  it('is added to the points', () => {
    const test = streakGame();
    expect(results(test, [1, 1, 1, 1, 1, 1, 1])).toEqual([0, 100, 200, 300, 400, 500, 500]);
    expect(test.player('Ada')).toMatchObject({ score: 7000 + 2000, streak: 7 });
    expect(test.player('Ada').result).toEqual({ correct: true, points: 1000, streakBonus: 500 });
  });

  it('starts over after a wrong or missing answer', () => {
    expect(results(streakGame(), [1, 1, 0, 1, 1, undefined, 1])).toEqual([0, 100, 0, 0, 100, 0, 0]);
  });

  it('is not affected by a question without points', () => {
    const questions = [1000, 0, 0, 0, 1000].map((points) =>
      choiceQuestion({ points: points === 0 ? 0 : 1000 }),
    );
    const test = gameOf({ questions, players: ['Ada'] });
    expect(results(test, [1, 1, 0, undefined, 1])).toEqual([0, 0, 0, 0, 100]);
    expect(test.player('Ada')).toMatchObject({ score: 2100, streak: 2 });
  });

  it('starts over after a partly correct answer, which still earns points', () => {
    const questions = [choiceQuestion(), multipleQuestion(), multipleQuestion()];
    const test = gameOf({ questions, players: ['Ada'] }).play(0, { Ada: 1 });
    test.play(1, { Ada: [0, 1] });
    expect(test.player('Ada')).toMatchObject({
      streak: 0,
      score: 1667,
      result: { correct: false, points: 667, streakBonus: 0 },
    });
    test.play(2, { Ada: [2, 1, 0] });
    expect(test.player('Ada')).toMatchObject({ streak: 1, result: { correct: true, points: 1000 } });
    expect(test.game.closedQuestions.map(({ correct }) => correct)).toEqual([1, 0, 1]);
  });

  it('is not affected by a poll, answered or not', () => {
    const questions = [choiceQuestion(), pollQuestion(), pollQuestion(), choiceQuestion()];
    const test = gameOf({ questions, players: ['Ada'] });
    expect(results(test, [1, 0, undefined, 1])).toEqual([0, 0, 0, 100]);
    expect(test.player('Ada')).toMatchObject({ score: 2100, streak: 2 });
  });

  it.each(
    oneOfEach.filter(({ type }) => type !== 'poll').map((question) => [question.type, question] as const),
  )('grows with a correct answer to a question of type %s', (_, question) => {
    const test = gameOf({ questions: [choiceQuestion(), question], players: ['Ada'] }).play(0, { Ada: 1 });
    test.open(1);
    test.play(1, { Ada: test.game.round?.rules.correct });
    expect(test.player('Ada')).toMatchObject({ streak: 2, score: 2100, result: { correct: true } });
  });

  it('is not paid if streaks or scoring are off', () => {
    expect(results(streakGame({ streaks: false }), [1, 1, 1])).toEqual([0, 0, 0]);
    const test = streakGame({ scoring: 'off' });
    expect(results(test, [1, 1, 1])).toEqual([0, 0, 0]);
    expect(test.player('Ada')).toMatchObject({ score: 0, streak: 3, result: { correct: true } });
  });

  it('is the same with scoring by accuracy', () => {
    expect(results(streakGame({ scoring: 'accuracy' }), [1, 1])).toEqual([0, 100]);
  });
});

describe('a result', () => {
  it('marks a correct answer to a question without points as correct', () => {
    const test = gameOf({ questions: [booleanQuestion({ points: 0 })], players: ['Ada'] }).play(0, {
      Ada: true,
    });
    expect(test.player('Ada').result).toEqual({ correct: true, points: 0, streakBonus: 0 });
    expect(test.game.closedQuestions).toMatchObject([{ index: 0, correct: 1, answered: 1 }]);
  });

  it('is wrong and worth nothing without an answer', () => {
    const test = gameOf({ players: ['Ada'] }).play(0, {});
    expect(test.player('Ada').result).toEqual({ correct: false, points: 0, streakBonus: 0 });
  });

  it('takes no memory of its own for players of the same rank who have not answered', () => {
    const questions = [choiceQuestion(), choiceQuestion()];
    const test = gameOf({ questions, players: ['Ada', 'Bob', 'Cleo', 'Dan'] });
    test.play(0, { Ada: 1, Bob: 0 }).play(1, { Ada: 0, Bob: 1 });
    const [ada, bob, cleo, dan] = ['Ada', 'Bob', 'Cleo', 'Dan'].map((name) => test.player(name).history);
    expect(cleo).toMatchObject([
      { answer: null, rank: 2 },
      { answer: null, rank: 3 },
    ]);
    expect(dan?.map((turn, index) => turn === cleo?.[index])).toEqual([true, true]);
    expect([ada?.[1]?.rank, bob?.map((turn) => turn?.rank)]).toEqual([1, [2, 1]]);
  });
});

describe('a poll', () => {
  it.each(['speed', 'accuracy', 'off'] as const)(
    'gives no points and no bonus, with scoring %s',
    (scoring) => {
      const test = gameOf({ questions: [pollQuestion()], players: ['Ada', 'Bob'], settings: { scoring } });
      test.play(0, { Ada: 0, Bob: 1 });
      for (const name of ['Ada', 'Bob']) {
        expect(test.player(name)).toMatchObject({ score: 0, streak: 0, rank: 1 });
        expect(test.player(name).result).toEqual({ correct: false, points: 0, streakBonus: 0 });
      }
      expect(test.stageIn('reveal')).toMatchObject({ correct: null, distribution: [1, 1] });
    },
  );
});

function streakGame(settings: GameOptions['settings'] = {}): TestGame {
  return gameOf({ questions: Array.from({ length: 7 }, () => choiceQuestion()), players: ['Ada'], settings });
}

/** The bonus for each of Ada's answers, question by question; undefined stands for no answer. */
function results(test: TestGame, answers: readonly (number | undefined)[]): (number | undefined)[] {
  return answers.map((answer, question) => {
    test.play(question, answer === undefined ? {} : { Ada: answer });
    return test.player('Ada').result?.streakBonus;
  });
}
