import { describe, expect, it } from 'vitest';
import { pollQuestion, rulesFor } from '../../helpers/questions.ts';

const rules = rulesFor(pollQuestion({ options: ['tabs', 'spaces', 'both'] }));

describe('a poll', () => {
  it('takes an index of an option', () => {
    expect([0, 2].map((value) => rules.accept(value))).toEqual([0, 2]);
  });

  it.each([3, -1, 0.5, Number.NaN, Infinity, '0', true, [0], null, undefined, 'tabs'])(
    'does not take %j',
    (value) => {
      expect(rules.accept(value)).toBeUndefined();
    },
  );

  it('has nothing that is right, and nothing that earns points', () => {
    expect(rules.correct).toBeNull();
    expect([0, 1, 2].map((answer) => rules.mark(answer))).toEqual(
      [0, 1, 2].map(() => ({ correct: false, share: 0 })),
    );
  });

  it('counts the answers to each option', () => {
    expect(rules.distribution([1, 1, 0])).toEqual([1, 2, 0]);
  });
});
