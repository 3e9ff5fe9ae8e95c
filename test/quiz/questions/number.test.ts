import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { someNumber } from '../../helpers/arbitraries.ts';
import { numberQuestion, rulesFor, distributionOf } from '../../helpers/questions.ts';

function isCorrect(given: number, answer: number, tolerance: number): boolean {
  return rulesFor(numberQuestion({ answer, tolerance })).mark(given).correct;
}

describe('an answer to a number question', () => {
  const rules = rulesFor(numberQuestion());

  it.each([0, 1991, -3, 0.1, 1e300, -1e300, 5e-324, Number.MAX_VALUE])('can be %d', (value) => {
    expect(rules.accept(value)).toBe(value);
  });

  it('becomes 0 if it is -0, which JSON cannot represent', () => {
    expect(rules.accept(-0)).toBe(0);
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinity', Infinity],
    ['negative infinity', -Infinity],
    ['a text', '1991'],
    ['a big integer', 1991n],
    ['a list', [1991]],
    ['true', true],
    ['a boxed number', Object(1991)],
    ['null', null],
    ['undefined', undefined],
  ])('may not be %s', (_, value) => {
    expect(rules.accept(value)).toBeUndefined();
  });
});

describe('the mark of a number question', () => {
  it.each([
    [1991, 1991, 0, true],
    [1992, 1991, 0, false],
    [1993, 1991, 2, true],
    [1989, 1991, 2, true],
    [1994, 1991, 2, false],
    [1988, 1991, 2, false],
    [-40, -42, 2, true],
    [-39, -42, 2, false],
    [42, -42, 2, false],
    [1, -1, 2, true],
    [0, 0, 0, true],
    [0.25, 0, 0.5, true],
    [-5e-324, 0, 0, false],
  ])('for the answer %d, if %d ± %d is correct, has correct = %s', (given, answer, tolerance, correct) => {
    expect(isCorrect(given, answer, tolerance)).toBe(correct);
  });

  // Each of these differs from the tolerance only in the last binary digits.
  it.each([
    [0.3, 0.2, 0.1],
    [0.1, 0.2, 0.1],
    [0.8, 0.7, 0.1],
    [1.1, 1, 0.1],
    [0.7, 0.8, 0.1],
    [-0.8, -0.7, 0.1],
    [3.24, 3.14, 0.1],
    [100.1, 100, 0.1],
    [4.35, 4.3, 0.05],
  ])('allows for rounded decimal fractions: %d is within %d ± %d', (given, answer, tolerance) => {
    expect(isCorrect(given, answer, tolerance)).toBe(true);
  });

  it.each([
    [0.31, 0.2, 0.1],
    [0.300_000_1, 0.2, 0.1],
    [2.5, 2.502, 0.001],
  ])('is wrong for anything beyond rounding: %d is not within %d ± %d', (given, answer, tolerance) => {
    expect(isCorrect(given, answer, tolerance)).toBe(false);
  });

  it.each([
    [2 ** 53 - 1, 2 ** 53 - 1, 0, true],
    [2 ** 53 - 2, 2 ** 53 - 1, 0, false],
    [2 ** 53, 2 ** 53 - 1, 0, false],
    [2 ** 53 - 3, 2 ** 53 - 1, 1, false],
    [2 ** 64, 2 ** 64, 0, true],
    [2 ** 64 + 2 ** 12, 2 ** 64, 0, false],
    [1e21, 1e21 + 1e18, 1e18, true],
    [1e300, 1e300, 0, true],
    [-1e308, 1e308, 1, false],
    [Number.MAX_VALUE, -Number.MAX_VALUE, 0, false],
  ])(
    'distinguishes large whole numbers: for %d, if %d ± %d is correct, it has correct = %s',
    (given, answer, tolerance, correct) => {
      expect(isCorrect(given, answer, tolerance)).toBe(correct);
    },
  );

  it('is correct for the answer and at both ends of the tolerance, and wrong beyond', () => {
    const moderateNumber = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(moderateNumber, fc.double({ min: 1e-3, max: 1e9, noNaN: true }), (answer, tolerance) => {
        for (const given of [answer, answer + tolerance, answer - tolerance]) {
          expect(isCorrect(given, answer, tolerance)).toBe(true);
        }
        for (const given of [answer + 1.01 * tolerance, answer - 1.01 * tolerance]) {
          expect(isCorrect(given, answer, tolerance)).toBe(false);
        }
      }),
    );
  });

  it('is the same if the answer and the correct number are swapped, or both negated', () => {
    fc.assert(
      fc.property(someNumber, someNumber, fc.constantFrom(0, 0.1, 1, 1e9), (given, answer, tolerance) => {
        expect(isCorrect(answer, given, tolerance)).toBe(isCorrect(given, answer, tolerance));
        expect(isCorrect(-given, -answer, tolerance)).toBe(isCorrect(given, answer, tolerance));
      }),
    );
  });
});

describe('the reveal of a number question', () => {
  it('shows the correct number, and its unit with the question', () => {
    const rules = rulesFor(numberQuestion({ unit: 'year' }));
    expect(rules.correct).toBe(1991);
    expect(rules.asked).toEqual({ unit: 'year' });
    expect(rulesFor(numberQuestion()).asked).toEqual({});
  });

  it('lists the 8 most frequent numbers, most frequent first', () => {
    const rules = rulesFor(numberQuestion());
    const given = [5, 4, 3, 2, 1, 0, -1, -2, -3, 0.5, 0.5, -3];
    expect(distributionOf(rules, given)).toEqual([
      { answer: -3, count: 2 },
      { answer: 0.5, count: 2 },
      ...[5, 4, 3, 2, 1, 0].map((answer) => ({ answer, count: 1 })),
    ]);
  });
});
