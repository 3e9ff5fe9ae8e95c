import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { formatNumber, ordinal, toAsciiDigits } from '../../source/text/numbers.ts';
import {
  fit,
  graphemesOf,
  truncate,
  truncateStart,
  widthOf,
  widthUpTo,
  wrap,
  wrapCode,
} from '../../source/text/width.ts';

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

describe('wrapCode', () => {
  it('breaks after spaces, and keeps them', () => {
    expect(wrapCode('  if (a) return b;', 10)).toEqual(['  if (a) ', 'return b;']);
    expect(wrapCode('', 10)).toEqual(['']);
  });

  it('breaks words that are too wide, instead of breaking after the indentation', () => {
    expect(wrapCode('    abcdefgh', 8)).toEqual(['    abcd', 'efgh']);
    expect(wrapCode('日本語', 1)).toEqual(['日', '本', '語']);
  });

  it('keeps every character and stays within the width', () => {
    const line = fc.string({ unit: fc.constantFrom(' ', ' ', 'a', ';', '日', 'é') });
    fc.assert(
      fc.property(line, fc.integer({ min: 2, max: 20 }), (text, width) => {
        const pieces = wrapCode(text, width);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(widthOf(piece)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('widthUpTo', () => {
  it('returns the exact width up to the limit, and a greater number for wider texts', () => {
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

describe('graphemesOf', () => {
  it('splits long texts in the same way as short ones', () => {
    const units = [...'a क्ष\u0301👍🏽👩\u200D💻🇩\u{1D165}가ᄀ\r\n', '\uD83E'];
    const long = fc.string({ unit: fc.constantFrom(...units), minLength: 130, maxLength: 300 });
    fc.assert(
      fc.property(long, (line) => {
        const whole = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
        expect(graphemesOf(line).join('|')).toBe(whole.join('|'));
      }),
    );
  });
});

describe('measuring and wrapping', () => {
  it.each([
    ['letters', 'é'],
    ['ideographs', '日'],
    ['emoji', '🦀'],
    ['marks on one letter', '\u0301'],
    ['jamo of one syllable', '\u1100'],
  ])('looks at each character of a long text a few times: %s', (_, unit) => {
    const line = `a${unit.repeat(5000)}`;
    const segmented = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    const { calls } = segmented.mock;
    for (const measured of [
      () => widthOf(line),
      () => wrap(line, 36),
      () => wrap(line, 36, 10),
      () => truncate(line, 36),
      () => truncateStart(line, 36),
      () => fit(line, 36),
    ]) {
      segmented.mockClear();
      measured();
      const characters = calls.reduce((sum, [text = '']) => sum + text.length, 0);
      expect(characters).toBeLessThan(10 * line.length);
    }
    segmented.mockRestore();
  });

  it('looks only at what can be shown', () => {
    const segmented = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    wrap('日'.repeat(1_000_000), 36, 10);
    expect(segmented.mock.calls.length).toBeLessThan(100);
    segmented.mockRestore();
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

describe('toAsciiDigits', () => {
  it('replaces the decimal digits of other scripts, but nothing else', () => {
    for (const digits of ['０１２９', '٠١٢٩', '۰۱۲۹', '०१२९', '๐๑๒๙', '০১২৯'])
      expect(toAsciiDigits(digits)).toBe('0129');
    expect(toAsciiDigits('a²½Ⅳ-3')).toBe('a²½Ⅳ-3');
  });
});
