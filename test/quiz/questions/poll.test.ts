import { describe, expect, it } from 'vitest';
import { pollQuestion, rulesFor, distributionOf } from '../../helpers/questions.ts';

const rules = rulesFor(pollQuestion({ options: ['tabs', 'spaces', 'both'] }));

describe('a poll', () => {
  it('accepts the index of an option', () => {
    expect([0, 2].map((value) => rules.accept(value))).toEqual([0, 2]);
  });

  it.each([3, -1, 0.5, Number.NaN, Infinity, '0', true, [0], null, undefined, 'tabs'])(
    'rejects the answer %j',
    (value) => {
      expect(rules.accept(value)).toBeUndefined();
    },
  );

  it('has no correct answer and awards no points', () => {
    expect(rules.correct).toBeNull();
    expect([0, 1, 2].map((answer) => rules.mark(answer))).toEqual(
      [0, 1, 2].map(() => ({ correct: false, share: 0 })),
    );
  });

  it('counts the answers to each option', () => {
    expect(distributionOf(rules, [1, 1, 0])).toEqual([1, 2, 0]);
  });
});
