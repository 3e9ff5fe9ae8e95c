import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Game } from '../../source/game/game.ts';
import { orderQuestions, someGame, someSteps, runStep } from '../helpers/arbitraries.ts';
import { TestGame, created, gameOf, usualSettings } from '../helpers/games.ts';
import { choiceQuestion, oneOfEach, withAnotherAnswer, withSameItemsShown } from '../helpers/questions.ts';

describe('the correct answer', () => {
  it('stays secret before the reveal: two games that differ only in it have the same views', () => {
    fc.assert(
      fc.property(someGame, someSteps, fc.nat(3), (start, steps, place) => {
        const index = place % start.quiz.questions.length;
        const one = new TestGame(start);
        const asked = one.game.playOrder[index];
        const questions = start.quiz.questions.map((question, position) =>
          position === asked ? withAnotherAnswer(question) : question,
        );
        const other = new TestGame({ ...start, quiz: { ...start.quiz, questions } });
        for (const step of steps) {
          const decision = runStep(one, step);
          const otherDecision = runStep(other, step);
          if (isRevealed(one.game, index)) break;
          expect(otherDecision).toEqual(decision);
          expect(JSON.stringify(other.stage())).toBe(JSON.stringify(one.stage()));
          expect(JSON.stringify(other.everyYou())).toBe(JSON.stringify(one.everyYou()));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('to an order question stays secret: two games that show the same items have the same views, whichever order is correct', () => {
    const settings = { ...usualSettings, autoAfter: 1 };
    const someOrders = fc.array(orderQuestions, { minLength: 1, maxLength: 3 });
    let different = 0;
    fc.assert(
      fc.property(someOrders, fc.string(), fc.string(), someSteps, (questions, seed, otherSeed, steps) => {
        const others = questions.map((question, index) =>
          withSameItemsShown(question, index, seed, otherSeed),
        );
        const one = new TestGame(created({ questions, seed, settings }));
        const other = new TestGame(created({ questions: others, seed: otherSeed, settings }));
        for (const step of steps) {
          const [decision, otherDecision] = [runStep(one, step), runStep(other, step)];
          if (one.game.closedQuestions.length > 0) break;
          expect(otherDecision).toEqual(decision);
          expect(JSON.stringify(other.stage())).toBe(JSON.stringify(one.stage()));
          expect(JSON.stringify(other.everyYou())).toBe(JSON.stringify(one.everyYou()));
          const [correct, otherCorrect] = [one, other].map(({ game }) => String(game.round?.rules.correct));
          if (one.game.phase === 'question' && correct !== otherCorrect) different++;
        }
      }),
      { numRuns: 100 },
    );
    // Otherwise the games would only look the same because they are the same.
    expect(different).toBeGreaterThan(50);
  });

  it.each(oneOfEach.map((question) => [question.type, question] as const))(
    'to a question of type %s, and its explanation, are in no view before the reveal, and in both after it',
    (_, question) => {
      const test = gameOf({
        questions: [{ ...question, explanation: 'Because of the sun.' }],
        players: ['Ada'],
      });
      const sent = () => JSON.stringify([test.stage(), test.you('Ada')]);
      test.host('start');
      for (const more of ['next', 'pause', 'resume'] as const) {
        expect(sent()).not.toMatch(
          /sun|correct|explanation|distribution|accept|toleran|exact|"answer":[^n]/u,
        );
        test.host(more);
      }
      test.host('close');
      expect(sent()).toMatch(/"correct":.*"distribution":.*Because of the sun.*"correct":false/u);
    },
  );

  it('is shown at the reveal', () => {
    const [one, other] = [choiceQuestion(), withAnotherAnswer(choiceQuestion())].map((question) =>
      gameOf({ questions: [question], players: ['Ada'] }).play(0, { Ada: 1 }),
    );
    expect(one?.stage()).not.toEqual(other?.stage());
    expect(one?.you('Ada').result?.correct).toBe(true);
    expect(other?.you('Ada').result?.correct).toBe(false);
  });
});

describe('a secret of a player', () => {
  it('such as a token or id is in no stage and in no `you`', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    for (const type of ['start', 'next', 'close', 'next', 'end'] as const) {
      test.host(type);
      expect(JSON.stringify([test.stage(), test.you('Ada')])).not.toMatch(/token of|id of/u);
    }
  });
});

function isRevealed(game: Game, index: number): boolean {
  return game.closedQuestions.some((question) => question.index === index);
}
