import { describe, expect, it } from 'vitest';
import { awardsOf, summaryOf } from '../../source/view/awards.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import { choiceQuestion, numberQuestion, pollQuestion } from '../helpers/questions.ts';

const CORRECT = 1;
const WRONG = 0;

/** Plays choices with these answers, of each player to each question. */
function played(
  answers: Readonly<Record<string, readonly number[]>>,
  players = Object.keys(answers),
): TestGame {
  const count = Math.max(...Object.values(answers).map(({ length }) => length));
  const test = gameOf({ players, questions: Array.from({ length: count }, () => choiceQuestion()) });
  for (let index = 0; index < count; index++) {
    test.play(
      index,
      Object.fromEntries(Object.entries(answers).map(([name, given]) => [name, given[index]])),
    );
  }
  return test;
}

function award(test: TestGame, type: string) {
  return awardsOf(test.game).find((each) => each.type === type);
}

describe('the awards', () => {
  it('go to the fastest correct answer, even if a wrong one was faster', () => {
    const test = gameOf({ players: ['Ada', 'Bob', 'Cleo'], questions: [choiceQuestion()] }).open();
    test.advance(500).answer('Cleo', WRONG);
    test.advance(343).answer('Bob', CORRECT);
    test.advance(1000).answer('Ada', CORRECT);
    test.host('close');
    expect(award(test, 'fastest-finger')).toEqual({
      type: 'fastest-finger',
      names: ['Bob'],
      more: 0,
      value: 843,
    });
  });

  it('go to the longest streak of at least three', () => {
    const test = played({ Ada: [CORRECT, CORRECT, WRONG, CORRECT], Bob: [WRONG, CORRECT, CORRECT, CORRECT] });
    expect(award(test, 'longest-streak')).toMatchObject({ names: ['Bob'], value: 3 });
    expect(award(played({ Ada: [CORRECT, CORRECT], Bob: [] }), 'longest-streak')).toBeUndefined();
  });

  it('go to the player who gained the most ranks since the worst one', () => {
    const test = played({
      Ada: [CORRECT, WRONG, WRONG, WRONG],
      Bob: [CORRECT, WRONG, WRONG, WRONG],
      Cleo: [CORRECT, CORRECT, WRONG, WRONG],
      Dan: [WRONG, WRONG, CORRECT, CORRECT],
    });
    expect(award(test, 'best-comeback')).toMatchObject({ names: ['Dan'], value: 3 });
  });

  it('go to the number that was the closest in relation to the correct one', () => {
    const questions = [numberQuestion({ answer: 1000 }), numberQuestion({ answer: 10 })];
    const test = gameOf({ players: ['Ada', 'Bob'], questions });
    test.play(0, { Ada: 1010, Bob: 2000 }).play(1, { Ada: 20, Bob: 11 });
    expect(award(test, 'closest-guess')).toMatchObject({ names: ['Ada'], value: 10 });
  });

  it('ignore numbers so far off that their difference cannot be computed', () => {
    const test = gameOf({ players: ['Ada', 'Bob'], questions: [numberQuestion({ answer: -1e308 })] });
    test.play(0, { Ada: 1.7e308 });
    expect(award(test, 'closest-guess')).toBeUndefined();
  });

  it('name two of those who share one, by rank, and count the others', () => {
    const test = played({
      Ada: [WRONG, CORRECT],
      Bob: [CORRECT, CORRECT],
      Cleo: [CORRECT, WRONG],
      Dan: [CORRECT, WRONG],
    });
    expect(award(test, 'fastest-finger')).toMatchObject({ names: ['Bob', 'Ada'], more: 2 });
  });

  it('include none that nobody earned', () => {
    expect(awardsOf(played({ Ada: [WRONG], Bob: [WRONG] }).game)).toEqual([]);
  });

  it('do not exist in a game played alone, or without scoring', () => {
    expect(awardsOf(played({ Ada: [CORRECT, CORRECT, CORRECT] }).game)).toEqual([]);
    const test = gameOf({ players: ['Ada', 'Bob'], settings: { scoring: 'off' } }).play(0, { Ada: CORRECT });
    expect(awardsOf(test.game)).toEqual([]);
  });

  it('leave out players who were removed', () => {
    const test = played({ Ada: [CORRECT], Bob: [WRONG], Cleo: [WRONG] });
    test.kick('Ada');
    expect(award(test, 'fastest-finger')).toBeUndefined();
  });
});

describe("a player's summary", () => {
  it('has the correct answers, the best streak and the fastest correct answer', () => {
    const test = gameOf({ players: ['Ada'], questions: Array.from({ length: 4 }, () => choiceQuestion()) });
    test
      .play(0, { Ada: CORRECT }, 900)
      .play(1, { Ada: CORRECT }, 700)
      .play(2, { Ada: WRONG }, 100)
      .play(3, {});
    expect(summaryOf(test.game, test.player('Ada'))).toEqual({
      correct: 2,
      questions: 4,
      bestStreak: 2,
      fastest: 700,
    });
  });

  it('counts no polls, which do not break a streak either, and no questions from before the player joined', () => {
    const test = gameOf({
      players: ['Ada'],
      questions: [choiceQuestion(), pollQuestion(), choiceQuestion()],
    });
    test.play(0, { Ada: CORRECT }, 100).play(1, { Ada: 0 }, 50);
    test.join('Bob');
    test.play(2, { Ada: CORRECT, Bob: WRONG }, 200);
    expect(summaryOf(test.game, test.player('Ada'))).toMatchObject({
      correct: 2,
      questions: 2,
      bestStreak: 2,
    });
    expect(summaryOf(test.game, test.player('Bob'))).toEqual({
      correct: 0,
      questions: 1,
      bestStreak: 0,
      fastest: null,
    });
  });

  it('counts no voided questions', () => {
    const test = gameOf({ players: ['Ada'], questions: [choiceQuestion(), choiceQuestion()] });
    test.play(0, { Ada: CORRECT }, 100).play(1, { Ada: CORRECT }, 200);
    test.run({ type: 'void', question: 0, reason: undefined });
    expect(summaryOf(test.game, test.player('Ada'))).toEqual({
      correct: 1,
      questions: 1,
      bestStreak: 1,
      fastest: 200,
    });
  });
});
