import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Game } from '../../source/game/game.ts';
import type { Question } from '../../source/quiz/question.ts';
import { someGame, someSteps, take } from '../helpers/arbitraries.ts';
import { TestGame, gameOf } from '../helpers/games.ts';
import { booleanQuestion, choiceQuestion } from '../helpers/questions.ts';

describe('the right answer', () => {
  it('cannot be told before the reveal: two games that differ only in it look the same to everybody', () => {
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
          const decision = take(one, step);
          const otherDecision = take(other, step);
          if (isRevealed(one.game, index)) break;
          expect(otherDecision).toEqual(decision);
          expect(JSON.stringify(other.stage())).toBe(JSON.stringify(one.stage()));
          expect(JSON.stringify(other.everyYou())).toBe(JSON.stringify(one.everyYou()));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is told by the reveal', () => {
    const [one, other] = [choiceQuestion(), withAnotherAnswer(choiceQuestion())].map((question) =>
      gameOf({ questions: [question], players: ['Ada'] }).play(0, { Ada: 1 }),
    );
    expect(one?.stage()).not.toEqual(other?.stage());
    expect(one?.you('Ada').result?.correct).toBe(true);
    expect(other?.you('Ada').result?.correct).toBe(false);
  });

  it('and its explanation stand in no stage and no you while the question is announced or open', () => {
    const questions = [choiceQuestion({ explanation: 'Because of the sun.' }), booleanQuestion()];
    const test = gameOf({ questions, players: ['Ada'] });
    test.host('start');
    for (const more of ['next', 'pause', 'resume'] as const) {
      const sent = JSON.stringify([test.stage(), test.you('Ada')]);
      expect(sent).not.toMatch(/sun|correct|explanation/u);
      test.host(more);
    }
  });
});

describe('a secret of a player', () => {
  it('stands in no stage and in nobody’s you: neither token nor id', () => {
    const test = gameOf({ players: ['Ada', 'Bob'] });
    for (const type of ['start', 'next', 'skip', 'next', 'end'] as const) {
      test.host(type);
      expect(JSON.stringify([test.stage(), test.you('Ada')])).not.toMatch(/token of|id of/u);
    }
  });
});

/** The same question, with another option right. */
function withAnotherAnswer(question: Question): Question {
  switch (question.type) {
    case 'choice':
      return { ...question, answer: (question.answer + 1) % question.options.length };
    case 'multiple':
      return { ...question, answer: question.answer.map((index) => (index + 1) % question.options.length) };
    case 'boolean':
      return { ...question, answer: !question.answer };
    case 'text':
      return { ...question, answer: ['something else'] };
    case 'number':
      return { ...question, answer: question.answer + 1 };
    case 'order':
    case 'poll':
      return question;
  }
}

function isRevealed(game: Game, index: number): boolean {
  return game.closed.some((question) => question.index === index);
}
