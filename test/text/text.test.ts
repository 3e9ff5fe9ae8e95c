import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, ordinal } from '../../source/text/numbers.ts';
import { fit, truncate, widthOf, widthUpTo, wrap } from '../../source/text/width.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 80 }).map((line) => line.replaceAll(/\s/gu, ' '));
const width = fc.integer({ min: 4, max: 40 });

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  });

  it('breaks a word that is wider than the line', () => {
    expect(wrap('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(wrap('日本語の', 5)).toEqual(['日本', '語の']);
  });

  it('fills the last line and ends it with an ellipsis if there is more', () => {
    expect(wrap('one two three four', 8, 2)).toEqual(['one two', 'three f…']);
    expect(wrap('one two', 8, 0)).toEqual([]);
  });

  it('never exceeds the width, and loses only spaces', () => {
    fc.assert(
      fc.property(text, width, (line, columns) => {
        const lines = wrap(line, columns);
        for (const each of lines) expect(widthOf(each)).toBeLessThanOrEqual(columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
      }),
    );
  });
});

describe('truncate and fit', () => {
  it('measure cells instead of characters', () => {
    expect(truncate('日本語', 5)).toBe('日本…');
    expect(truncate('日本語', 6)).toBe('日本語');
    expect(fit('日本', 6)).toBe('日本  ');
    expect(fit('👩‍👩‍👧‍👦x', 4)).toBe('👩‍👩‍👧‍👦x ');
  });
});

describe('fit', () => {
  it('returns exactly the given width', () => {
    fc.assert(
      fc.property(text, width, (line, columns) => {
        expect(widthOf(fit(line, columns))).toBe(columns);
      }),
    );
  });
});

describe('widthUpTo', () => {
  it('returns the exact width up to the limit, and some greater number for wider texts', () => {
    fc.assert(
      fc.property(text, width, (line, limit) => {
        const whole = widthOf(line);
        const measured = widthUpTo(limit, line);
        expect(measured).toBeLessThanOrEqual(whole);
        expect(measured).toBeGreaterThan(whole > limit ? limit : whole - 1);
      }),
    );
  });
});

describe('formatNumber', () => {
  it('separates thousands with commas', () => {
    expect([0, 999, 1000, 12_480, 1_234_567].map((value) => formatNumber(value))).toEqual([
      '0',
      '999',
      '1,000',
      '12,480',
      '1,234,567',
    ]);
  });
});

describe('ordinal', () => {
  it('adds the English ending', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 1003].map((rank) => ordinal(rank))).toEqual([
      '1st',
      '2nd',
      '3rd',
      '4th',
      '11th',
      '12th',
      '13th',
      '21st',
      '102nd',
      '1,003rd',
    ]);
  });
});
