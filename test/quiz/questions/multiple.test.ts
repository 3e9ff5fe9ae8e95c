import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsFor } from '../../../source/game/scoring.ts';
import { multipleQuestion, correctTexts, rulesFor, distributionOf } from '../../helpers/questions.ts';

const rules = rulesFor(multipleQuestion());

describe('an answer to a multiple question', () => {
  it.each([
    ['one option', [3], [3]],
    ['all options', [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]],
    ['several options in any order, which become sorted', [4, 0, 2], [0, 2, 4]],
    ['-0, which becomes 0', [-0, 1], [0, 1]],
  ])('may be %s', (_, value, kept) => {
    expect(rules.accept(value)).toEqual(kept);
    expect(Object.is(rules.accept([-0])?.valueOf, [0].valueOf)).toBe(true);
  });

  it.each([
    ['an empty list', []],
    ['a repeated option', [1, 1]],
    ['0 and -0', [0, -0]],
    ['an index out of range', [0, 5]],
    ['a negative index', [-1]],
    ['a fractional index', [0.5]],
    ['NaN', [Number.NaN]],
    ['an index as a text', ['1']],
    ['a nested list', [[1]]],
    ['a list of holes', Array(2)],
    ['null in a list', [null]],
    ['an index without a list', 1],
    ['a text', '0'],
    ['true', true],
    ['an object like a list', { length: 1, 0: 0 }],
    ['a set', new Set([0])],
    ['null', null],
    ['undefined', undefined],
  ])('may not be %s', (_, value) => {
    expect(rules.accept(value)).toBeUndefined();
  });
});

describe('the mark of a multiple question', () => {
  // Three of five are correct: 0, 1 and 2.
  it.each([
    ['all correct options', [0, 1, 2], true, 1],
    ['two of three correct options', [0, 2], false, 2 / 3],
    ['one of three correct options', [1], false, 1 / 3],
    ['all correct options and one of two wrong ones', [0, 1, 2, 3], false, 1 / 2],
    ['two correct options and a wrong one', [0, 1, 4], false, 1 / 6],
    ['one of three correct options and one of two wrong ones', [0, 3], false, 0],
    ['more wrong options than correct ones', [0, 3, 4], false, 0],
    ['all options', [0, 1, 2, 3, 4], false, 0],
    ['only wrong options', [3, 4], false, 0],
  ])('has the expected share for %s', (_, answer, correct, share) => {
    expect(rules.mark(answer)).toEqual({ correct, share: expect.closeTo(share, 12) });
  });

  it('never rises with an additional wrong option, and never falls with an additional correct one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(4), { minLength: 1 }), fc.nat(4), (chosen, added) => {
        if (chosen.includes(added)) return;
        const [before, after] = [rules.mark(chosen).share, rules.mark([...chosen, added]).share];
        if (added <= 2) expect(after).toBeGreaterThanOrEqual(before);
        else expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });

  it('earns nothing with all options if any of them is wrong, and everything if none is', () => {
    for (let count = 2; count <= 8; count++) {
      const options = Array.from({ length: count }, (_, index) => `option ${index}`);
      const all = [...options.keys()];
      for (const correct of all) {
        const { mark } = rulesFor(multipleQuestion({ options, answer: all.slice(0, correct + 1) }));
        expect(mark(all).share).toBe(correct + 1 === count ? 1 : 0);
      }
    }
  });

  it('earns points by the documented formula, rounded once, and never more than the maximum', () => {
    const someAnswer = fc.record({
      correct: fc.uniqueArray(fc.nat(7), { minLength: 1 }),
      chosen: fc.uniqueArray(fc.nat(7), { minLength: 1 }),
      timeMs: fc.integer({ min: 500, max: 20_000 }),
      points: fc.constantFrom(1000 as const, 2000 as const),
    });
    fc.assert(
      fc.property(someAnswer, ({ correct, chosen, timeMs, points }) => {
        const options = Array.from({ length: 8 }, (_, index) => `option ${index}`);
        const mark = rulesFor(multipleQuestion({ options, answer: correct })).mark(chosen);
        const hits = chosen.filter((index) => correct.includes(index)).length;
        const misses = chosen.length - hits;
        const share = Math.max(0, hits / correct.length - (misses === 0 ? 0 : misses / (8 - correct.length)));
        const earned = pointsFor(mark, timeMs, 20_000, points, 'speed');
        expect(earned).toBe(Math.round(points * (1 - timeMs / 20_000 / 2) * share));
        expect(earned).toBeLessThanOrEqual(points);
        expect(pointsFor(mark, timeMs, 20_000, points, 'accuracy')).toBe(Math.round(points * share));
      }),
    );
  });
});

describe('the reveal of a multiple question', () => {
  it('lists the correct options by their shown positions, sorted', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const shuffled = rulesFor(multipleQuestion({ answer: [2, 0] }), seed, true);
        expect(shuffled.correct).toEqual([shuffled.correct].flat().map(Number).toSorted());
        expect(correctTexts(shuffled).toSorted()).toEqual(['blue', 'red']);
      }),
    );
  });

  it('counts how often each option was chosen', () => {
    expect(distributionOf(rules, [[0, 1], [1], [1, 4]])).toEqual([1, 3, 0, 0, 1]);
    expect(distributionOf(rules, [])).toEqual([0, 0, 0, 0, 0]);
  });
});
