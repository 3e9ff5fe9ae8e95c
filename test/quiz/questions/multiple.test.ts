import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsFor } from '../../../source/game/scoring.ts';
import { multipleQuestion, rightTexts, rulesFor } from '../../helpers/questions.ts';

const rules = rulesFor(multipleQuestion());

describe('an answer to a multiple question', () => {
  it.each([
    ['one option', [3], [3]],
    ['all of them', [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]],
    ['some in whatever order, kept from the first on', [4, 0, 2], [0, 2, 4]],
    ['a client’s -0', [-0, 1], [0, 1]],
  ])('may be %s', (_, value, kept) => {
    expect(rules.accept(value)).toEqual(kept);
    expect(Object.is(rules.accept([-0])?.valueOf, [0].valueOf)).toBe(true);
  });

  it.each([
    ['nothing chosen', []],
    ['an option twice', [1, 1]],
    ['0 and -0', [0, -0]],
    ['an index out of range', [0, 5]],
    ['a negative index', [-1]],
    ['half an index', [0.5]],
    ['not a number', [Number.NaN]],
    ['an index as a text', ['1']],
    ['an index within a list', [[1]]],
    ['a list of nothing but holes', Array(2)],
    ['null in a list', [null]],
    ['an index alone', 1],
    ['a text', '0'],
    ['true', true],
    ['something like a list', { length: 1, 0: 0 }],
    ['a set', new Set([0])],
    ['null', null],
    ['nothing', undefined],
  ])('may not be %s', (_, value) => {
    expect(rules.accept(value)).toBeUndefined();
  });
});

describe('the mark of a multiple question', () => {
  // Three of five are right: 0, 1 and 2.
  it.each([
    ['all that is right', [0, 1, 2], true, 1],
    ['two of three', [0, 2], false, 2 / 3],
    ['one of three', [1], false, 1 / 3],
    ['all that is right and one wrong', [0, 1, 2, 3], false, 2 / 3],
    ['two right and one wrong', [0, 1, 4], false, 1 / 3],
    ['as many right as wrong', [0, 3], false, 0],
    ['more wrong than right', [0, 3, 4], false, 0],
    ['everything', [0, 1, 2, 3, 4], false, 1 / 3],
    ['only wrong ones', [3, 4], false, 0],
  ])('for %s', (_, answer, correct, share) => {
    expect(rules.mark(answer)).toEqual({ correct, share: expect.closeTo(share, 12) });
  });

  it('is never more for a wrong option more, and never less for a right one more', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(4), { minLength: 1 }), fc.nat(4), (chosen, added) => {
        if (chosen.includes(added)) return;
        const [before, after] = [rules.mark(chosen).share, rules.mark([...chosen, added]).share];
        if (added <= 2) expect(after).toBeGreaterThanOrEqual(before);
        else expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });

  it('makes the points by the formula of the rules, rounded once, and never more than there are', () => {
    const someAnswer = fc.record({
      right: fc.uniqueArray(fc.nat(7), { minLength: 1 }),
      chosen: fc.uniqueArray(fc.nat(7), { minLength: 1 }),
      timeMs: fc.integer({ min: 500, max: 20_000 }),
      points: fc.constantFrom(1000 as const, 2000 as const),
    });
    fc.assert(
      fc.property(someAnswer, ({ right, chosen, timeMs, points }) => {
        const options = Array.from({ length: 8 }, (_, index) => `option ${index}`);
        const mark = rulesFor(multipleQuestion({ options, answer: right })).mark(chosen);
        const hits = chosen.filter((index) => right.includes(index)).length;
        const share = Math.max(0, (hits - (chosen.length - hits)) / right.length);
        const earned = pointsFor(mark, timeMs, 20_000, points, 'speed');
        expect(earned).toBe(Math.round(points * (1 - timeMs / 20_000 / 2) * share));
        expect(earned).toBeLessThanOrEqual(points);
        expect(pointsFor(mark, timeMs, 20_000, points, 'accuracy')).toBe(Math.round(points * share));
      }),
    );
  });
});

describe('the reveal of a multiple question', () => {
  it('has the right options as they are shown, from the first on, wherever they stand', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const shuffled = rulesFor(multipleQuestion({ answer: [2, 0] }), seed, true);
        expect(shuffled.correct).toEqual([shuffled.correct].flat().map(Number).toSorted());
        expect(rightTexts(shuffled).toSorted()).toEqual(['blue', 'red']);
      }),
    );
  });

  it('counts how often each option was chosen', () => {
    expect(rules.distribution([[0, 1], [1], [1, 4]])).toEqual([1, 3, 0, 0, 1]);
    expect(rules.distribution([])).toEqual([0, 0, 0, 0, 0]);
  });
});
