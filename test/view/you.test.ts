import { describe, expect, it } from 'vitest';
import { afterAnyChange, inAnyGame, runStep } from '../helpers/arbitraries.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import { choiceQuestion } from '../helpers/questions.ts';

const fields = [
  'type',
  'version',
  'now',
  'name',
  'question',
  'score',
  'rank',
  'streak',
  'answered',
  'answer',
  'result',
];

function game(): TestGame {
  return gameOf({ questions: [choiceQuestion(), choiceQuestion()], players: ['Ada', 'Bob'] });
}

describe('the view `you`', () => {
  it('has the same fields in every phase, the player ahead from the reveal on, and a summary on the podium, in any game', () => {
    afterAnyChange((test) => {
      const { phase } = test.stage();
      const isRevealed = ['reveal', 'standings', 'podium'].includes(phase);
      for (const player of test.game.players.values()) {
        const you = test.you(player);
        const hasNote = test.game.correction !== null || player.given !== null;
        const more = [
          ...(isRevealed ? ['ahead'] : []),
          ...(hasNote ? ['note'] : []),
          ...(phase === 'podium' ? ['summary'] : []),
        ];
        expect(Object.keys(you).toSorted()).toEqual([...fields, ...more].toSorted());
      }
    });
  });

  it('refers to no question in the lobby', () => {
    const test = game();
    expect(test.you('Ada')).toEqual({
      type: 'you',
      version: 1,
      now: test.now,
      name: 'Ada',
      question: null,
      score: 0,
      rank: null,
      streak: 0,
      answered: false,
      answer: null,
      result: null,
    });
  });

  it('acknowledges the accepted answer', () => {
    const test = game().open();
    expect(test.you('Ada')).toMatchObject({ question: 0, answered: false, answer: null });
    test.answer('Ada', 0);
    expect(test.you('Ada')).toMatchObject({ question: 0, answered: true, answer: 0 });
    expect(test.you('Bob')).toMatchObject({ question: 0, answered: false, answer: null });
  });

  it('has the result after the reveal, with the points apart from the bonus', () => {
    const test = game().play(0, { Ada: 1, Bob: 1 }).play(1, { Ada: 1 }, 10_000);
    expect(test.you('Ada')).toMatchObject({
      question: 1,
      score: 1850,
      rank: 1,
      streak: 2,
      answered: true,
      answer: 1,
      result: { correct: true, points: 750, streakBonus: 100, answer: 1, time: 10_000 },
      ahead: null,
    });
  });

  it('has a result without points if the player did not answer', () => {
    const test = game().play(0, { Ada: 1 });
    expect(test.you('Bob')).toMatchObject({
      rank: 2,
      answered: false,
      answer: null,
      result: { correct: false, points: 0, streakBonus: 0, answer: null, time: null },
      ahead: { name: 'Ada', by: 1000 },
    });
  });

  it('keeps the result until the next question is announced', () => {
    const test = game().play(0, { Ada: 1 });
    const { result } = test.you('Ada');
    test.host('next');
    expect(test.you('Ada')).toMatchObject({ question: 0, answered: true, result });
    test.host('next');
    expect(test.you('Ada')).toMatchObject({ question: 1, answered: false, answer: null, result: null });
    expect(test.you('Ada')).not.toHaveProperty('ahead');
  });

  it('has the score, rank and streak of the last reveal while a question is open, so an accepted answer reveals nothing', () => {
    inAnyGame((test, steps) => {
      for (const step of steps) {
        const before = standings(test);
        const decision = runStep(test, step);
        if (decision.ok && decision.events[0]?.type === 'answer-accepted') {
          expect(standings(test)).toEqual(before);
        }
      }
    });
  });

  it('has a result only from the reveal on, in any game', () => {
    afterAnyChange((test) => {
      if (!['lobby', 'ready', 'question'].includes(test.game.phase)) return;
      expect(test.everyYou().filter(({ result }) => result !== null)).toEqual([]);
    });
  });
});

/** Each player's own score, rank and streak. */
function standings(test: TestGame): unknown[] {
  return test.everyYou().map(({ score, rank, streak }) => [score, rank, streak]);
}
