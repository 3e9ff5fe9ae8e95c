import { describe, expect, it } from 'vitest';
import { parseServerMessage } from '../../source/protocol/server-message.ts';
import { type Review, reviewOf, reviewOnStage } from '../../source/view/review.ts';
import { afterAnyChange } from '../helpers/arbitraries.ts';
import { type TestGame, gameOf } from '../helpers/games.ts';
import { choiceQuestion, oneOfEach, pollQuestion } from '../helpers/questions.ts';

function reviewed(test: TestGame, name: string, index: number): Review | null {
  return reviewOf(test.game, test.player(name), index);
}

describe('a review', () => {
  it('has the question, the correct answer, the explanation, and what the player got for which answer', () => {
    const test = gameOf({ players: ['Ada'], questions: [choiceQuestion({ explanation: 'So.' })] });
    test.play(0, { Ada: 1 }, 400);
    expect(reviewed(test, 'Ada', 0)).toEqual({
      type: 'review',
      question: { ...test.stageIn('reveal').question },
      correct: 1,
      explanation: 'So.',
      result: { correct: true, points: 1000, streakBonus: 0, answer: 1, time: 400 },
    });
  });

  it('shows the same as the reveal did, for every type of question, shuffled or not', () => {
    const test = gameOf({ players: ['Ada', 'Bob'], questions: oneOfEach, settings: { shuffle: 'both' } });
    for (let index = 0; index < oneOfEach.length; index++) {
      test.open(index).host('close');
      expect(reviewed(test, 'Ada', index)).toEqual(reviewOnStage(test.stage(), test.you('Ada')));
    }
  });

  it('says what the host has decided about the question, as the reveal does', () => {
    const test = gameOf({ players: ['Ada'] }).play(0, { Ada: 0 });
    test.run({ type: 'allow', question: 0, answer: 0 });
    expect(reviewed(test, 'Ada', 0)).toMatchObject({ allowed: [0], result: { correct: true } });
    test.run({ type: 'void', question: 0, reason: undefined });
    expect(reviewed(test, 'Ada', 0)).toMatchObject({ voided: true, result: { correct: false, points: 0 } });
    expect(reviewed(test, 'Ada', 0)).toEqual(reviewOnStage(test.stage(), test.you('Ada')));
  });

  it('has no result for a question that was closed before the player joined', () => {
    const test = gameOf({ players: ['Ada'] }).play(0, { Ada: 1 });
    test.join('Bob');
    expect(reviewed(test, 'Bob', 0)).toMatchObject({ correct: 1, result: null });
  });

  it('has no correct answer to a poll', () => {
    const test = gameOf({ players: ['Ada'], questions: [pollQuestion()] }).play(0, { Ada: 1 });
    expect(reviewed(test, 'Ada', 0)).toMatchObject({ correct: null, result: { answer: 1 } });
  });

  it('exists only for closed questions, in any game', () => {
    afterAnyChange((test) => {
      const closed = new Set(test.game.closedQuestions.map(({ index }) => index));
      for (const player of test.game.players.values()) {
        for (const index of test.game.playOrder.keys()) {
          const review = reviewOf(test.game, player, index);
          expect(review !== null).toBe(closed.has(index));
          if (review) expect(parseServerMessage(JSON.stringify(review))).toEqual(review);
        }
      }
    }, 15);
  });
});
