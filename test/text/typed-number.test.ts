import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../source/text/typed-number.ts';
import { formatNumber } from '../../source/text/numbers.ts';

const someFinite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

/** What people type into a number field, correct or wrong. */
const someTyping = fc.string({
  unit: fc.constantFrom(...'0123456789', ...'0015', ...".,.,-+−eE '’_ \u2009\u3000１５．，/:%x½日"),
  maxLength: 12,
});

describe('readNumber', () => {
  it.each([
    ['1991', 1991],
    ['-12.5', -12.5],
    ['−5', -5],
    ['+.5', 0.5],
    ['5.', 5],
    ['-0', 0],
    ['007', 7],
    [' 42 ', 42],
    ['3,5', 3.5],
    [',5', 0.5],
    ['1,500', 1500],
    ['1.500', 1.5],
    ['0,500', 0.5],
    ['1,5000', 1.5],
    ['1234,567', 1234.567],
    ['1,234,567', 1_234_567],
    ['1,234,567.5', 1_234_567.5],
    ['1 234 567,5', 1_234_567.5],
    ['1 234,567', 1234.567],
    ['12\u2009480', 12_480],
    ['12\u202F480', 12_480],
    ["12'480", 12_480],
    ['12’480.5', 12_480.5],
    ['1_000_000', 1_000_000],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['2.5e+2', 250],
    ['−1.5e−2', -0.015],
    ['１２，４８０．５', 12_480.5],
    ['－５', -5],
    ['１　５００', 1500],
    ['１ｅ３', 1000],
  ])('reads %j', (typed, value) => {
    expect(readNumber(typed)).toEqual({ type: 'number', value });
  });

  it.each(['', ' ', '-', '.', ',', '-.', '1,234,', '1,234,5', '1 2', '1 23', '1e', '1e-', '1,234,567e'])(
    'waits for more after %j',
    (typed) => {
      expect(readNumber(typed)).toMatchObject({ type: 'incomplete', problem: expect.stringMatching(/./u) });
    },
  );

  it.each([
    ['12/31', /1\/2/u],
    ['3:45', /":"/u],
    ['50%', /"%"/u],
    ['5km', /letters/u],
    ['abc', /letters/u],
    ['1.2.3', /one decimal point/u],
    ['1.5,5', /one decimal point/u],
    ['3,5.', /one decimal point/u],
    ['12,34.5', /one decimal point/u],
    ['1.234 567', /follow the point/u],
    ['1,2,3', /three digits/u],
    ['1,2345,678', /three digits/u],
    ['1 2345', /three digits/u],
    ["1,234,567'890", /three digits/u],
    ['0,123,456', /three digits/u],
    ['1-2', /sign/u],
    ['--1', /sign/u],
    ['e5', /before an exponent/u],
    ['1e2e3', /one exponent/u],
    ['1e2.5', /whole number/u],
    ['1e--2', /whole number/u],
    ['1e999', /too large/u],
  ])('refuses %j and says why', (typed, reason) => {
    expect(readNumber(typed)).toMatchObject({ type: 'invalid', problem: expect.stringMatching(reason) });
  });

  it('reads what JavaScript and termquiz write', () => {
    fc.assert(
      fc.property(someFinite, fc.maxSafeInteger(), (value, whole) => {
        expect(readNumber(String(value))).toEqual({ type: 'number', value });
        expect(readNumber(formatNumber(Math.abs(whole)))).toEqual({ type: 'number', value: Math.abs(whole) });
      }),
    );
  });

  it('reads a finite number, or gives a reason that fits on a narrow screen', () => {
    fc.assert(
      fc.property(someTyping, (typed) => {
        const read = readNumber(typed);
        if (read.type === 'number') expect(Number.isFinite(read.value)).toBe(true);
        else expect(read.problem).toMatch(/^.{5,34}\.$/u);
      }),
      { numRuns: 2000 },
    );
  });
});
