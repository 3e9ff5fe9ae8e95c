import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, QuestionRules } from '../../../source/quiz/questions/question-type.ts';
import { questionTypeNames } from '../../../source/quiz/questions/shown-question.ts';
import type { Question } from '../../../source/quiz/questions/question.ts';
import { validAnswer, nonsense, someQuestion } from '../../helpers/arbitraries.ts';
import { oneOfEach, rulesFor, distributionOf } from '../../helpers/questions.ts';

const someRules = fc
  .record({ question: someQuestion, seed: fc.string(), shuffles: fc.boolean() })
  .map(({ question, seed, shuffles }) => ({ question, rules: rulesFor(question, seed, shuffles) }));

const someFitting = fc.array(fc.nat(1000), { maxLength: 12 });

/** Draws fitting answers, and returns those that are accepted. */
function acceptedAnswers(question: Question, rules: QuestionRules, draws: readonly number[]): Answer[] {
  return draws.flatMap((draw) => {
    const answer = rules.accept(validAnswer(question.type, rules.asked, draw));
    return answer === undefined ? [] : [answer];
  });
}

describe('every question type', () => {
  it('is covered by these tests', () => {
    expect(oneOfEach.map(({ type }) => type)).toEqual(questionTypeNames);
  });

  it('accepts every fitting answer', () => {
    fc.assert(
      fc.property(someRules, someFitting, ({ question, rules }, draws) => {
        expect(acceptedAnswers(question, rules, draws)).toHaveLength(draws.length);
      }),
    );
  });

  it('accepts or rejects any value without throwing, and accepts only answers that survive JSON unchanged', () => {
    fc.assert(
      fc.property(someRules, nonsense, ({ question, rules }, value) => {
        const answer = rules.accept(value);
        if (answer === undefined) return;
        expect(isDeepStrictEqual(JSON.parse(JSON.stringify(answer)), answer)).toBe(true);
        expect(isDeepStrictEqual(rules.accept(answer), answer)).toBe(true);
        const { share } = rules.mark(answer);
        expect(share >= 0 && share <= 1).toBe(true);
        expect(distributionOf(rules, [answer])).toHaveLength(
          ['text', 'number'].includes(question.type) ? 1 : distributionOf(rules, []).length,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('gives the full share to the revealed answer, and to no other where only one is correct', () => {
    fc.assert(
      fc.property(someRules, someFitting, ({ question, rules }, draws) => {
        expect(rules.correct === null).toBe(question.type === 'poll');
        if (rules.correct === null) return;
        expect(rules.accept(rules.correct)).toEqual(rules.correct);
        expect(rules.mark(rules.correct)).toEqual({ correct: true, share: 1 });
        for (const answer of acceptedAnswers(question, rules, draws)) {
          const { correct, share } = rules.mark(answer);
          expect(correct).toBe(share === 1);
          if (['choice', 'multiple', 'boolean', 'order'].includes(question.type)) {
            expect(correct).toBe(isDeepStrictEqual(answer, rules.correct));
          }
        }
      }),
    );
  });

  it('counts every answer, or every chosen option of a multiple question', () => {
    fc.assert(
      fc.property(someRules, someFitting, ({ question, rules }, draws) => {
        const answers = acceptedAnswers(question, rules, draws);
        const counts = distributionOf(rules, answers).map((count: number | { count: number }) =>
          typeof count === 'number' ? count : count.count,
        );
        const chosen = question.type === 'multiple' ? answers.flat().length : answers.length;
        const sum = counts.reduce((sum, count) => sum + count, 0);
        expect(question.type === 'text' || question.type === 'number' ? sum <= chosen : sum === chosen).toBe(
          true,
        );
      }),
    );
  });

  it('marks the same options the same, however they are shuffled', () => {
    fc.assert(
      fc.property(someQuestion, fc.string(), fc.nat(1000), (question, seed, draw) => {
        const [inOrder, shuffled] = [rulesFor(question, seed), rulesFor(question, seed, true)];
        const answer = inOrder.accept(validAnswer(question.type, inOrder.asked, draw));
        const { options } = shuffled.asked;
        if (answer === undefined || typeof answer === 'boolean' || typeof answer === 'string') return;
        if (!options) return;
        const chosen = [answer].flat().map((index) => options.indexOf(inOrder.asked.options?.[index] ?? ''));
        const moved = shuffled.accept(question.type === 'multiple' ? chosen : chosen[0]);
        expect(moved).toBeDefined();
        if (moved !== undefined) expect(shuffled.mark(moved)).toEqual(inOrder.mark(answer));
      }),
    );
  });

  it('shows all options or items and the unit, and nothing else', () => {
    fc.assert(
      fc.property(someRules, ({ question, rules }) => {
        const { options, items, unit, ...more } = rules.asked;
        expect(more).toEqual({});
        expect(options?.toSorted()).toEqual('options' in question ? question.options.toSorted() : undefined);
        expect(items?.toSorted()).toEqual('items' in question ? question.items.toSorted() : undefined);
        expect(unit).toBe('unit' in question ? question.unit : undefined);
      }),
    );
  });
});
