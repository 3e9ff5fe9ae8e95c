import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../source/text/clean.ts';
import { anyText } from '../../helpers/arbitraries.ts';
import { rulesFor, textQuestion, distributionOf } from '../../helpers/questions.ts';

/** Tells whether an answer is right to a question with the given accepted answers. */
function isRight(given: string, accepted: string[], exact = false): boolean {
  const rules = rulesFor(textQuestion({ answer: accepted, exact }));
  const answer = rules.accept(given);
  if (answer === undefined) throw new TypeError(`rejected: ${JSON.stringify(given)}`);
  return rules.mark(answer).correct;
}

describe('an answer to a text question', () => {
  const rules = rulesFor(textQuestion());

  it('is cleaned for the terminal', () => {
    expect(rules.accept('  HTTP \t 101\n')).toBe('HTTP 101');
    expect(rules.accept('\u001B[31me\u0301\u202E\u200B')).toBe('é');
  });

  it('may have at most 100 characters', () => {
    expect(rules.accept('x'.repeat(100))).toBe('x'.repeat(100));
    expect(rules.accept(` ${'x'.repeat(100)} `)).toBe('x'.repeat(100));
    expect(rules.accept('x'.repeat(101))).toBeUndefined();
    expect(rules.accept('🦀'.repeat(100))).toBe('🦀'.repeat(100));
    expect(rules.accept('🦀'.repeat(101))).toBeUndefined();
  });

  it.each([
    ['empty', ''],
    ['only white space', ' \t\n\u00A0\u3000'],
    ['only invisible characters', '\u200B\u202E\u3164\u0000'],
    ['an escape sequence', '\u001B[2J'],
    ['a number', 101],
    ['true', true],
    ['a list of texts', ['101']],
    ['null', null],
    ['undefined', undefined],
    ['an object that converts to a text', { toString: () => '101' }],
  ])('may not be %s', (_, value) => {
    expect(rules.accept(value)).toBeUndefined();
  });
});

describe('the mark of a text question', () => {
  it.each([
    ['the identical text', 'HTTP 101', 'HTTP 101'],
    ['another accepted answer', '101', 'HTTP 101'],
    ['another case', 'http 101', 'HTTP 101'],
    ['surrounding white space', '  HTTP 101\t', 'HTTP 101'],
    ['repeated white space', 'HTTP   101', 'HTTP 101'],
    ['another kind of white space', 'HTTP\u00A0101', 'HTTP 101'],
    ['missing diacritics', 'elan', 'Élan'],
    ['added diacritics', 'Élan', 'elan'],
    ['other diacritics', 'naive', 'naïve'],
    ['decomposed characters', 'E\u0301lan', 'Élan'],
    ['several missing marks on a letter', 'Viet Nam', 'Việt Nam'],
    ['ss for a sharp s', 'STRASSE', 'Straße'],
    ['a final sigma', 'ΟΔΟΣ', 'οδος'],
    ['a dotted capital I', 'İstanbul', 'istanbul'],
    ['a resolved ligature', 'office', 'oﬃce'],
    ['full-width letters', 'ＨＴＴＰ', 'http'],
    ['Cyrillic letters with diacritics', 'ЁЖ', 'еж'],
    ['missing Hebrew vowel points', 'שלום', 'שָׁלוֹם'],
    ['missing Arabic vowel marks', 'سلام', 'سَلام'],
    ['an iota subscript', 'ἈΙ', 'ᾀ'],
  ])('is right for %s', (_, given, accepted) => {
    expect(isRight(given, ['101', accepted])).toBe(true);
  });

  it.each([
    ['another text', '404', '101'],
    ['a part of the answer', 'HTTP', 'HTTP 101'],
    ['the answer and more', 'HTTP 101!', 'HTTP 101'],
    ['missing white space', 'HTTP101', 'HTTP 101'],
    ['added white space', '1 01', '101'],
    ['another Japanese consonant', 'かき', 'かぎ'],
    ['another Hindi vowel', 'कल', 'काल'],
    ['another Thai vowel', 'กน', 'กิน'],
  ])('is wrong for %s', (_, given, accepted) => {
    expect(isRight(given, [accepted])).toBe(false);
  });

  it('depends on case and diacritics, but not on surrounding white space, if answers must be exact', () => {
    expect(isRight(' Élan ', ['Élan'], true)).toBe(true);
    expect(isRight('E\u0301lan', ['Élan'], true)).toBe(true);
    expect(isRight('élan', ['Élan'], true)).toBe(false);
    expect(isRight('Elan', ['Élan'], true)).toBe(false);
  });

  it('is right for every variant of an accepted answer, whatever the text', () => {
    const someLine = anyText.map(cleanText).filter((text) => text !== '' && Array.from(text).length <= 100);
    fc.assert(
      fc.property(fc.array(someLine, { minLength: 1, maxLength: 5 }), fc.boolean(), (texts, exact) => {
        const rules = rulesFor(textQuestion({ answer: texts, exact }));
        for (const text of texts) {
          const variants = exact ? [text] : [text, text.toUpperCase(), ` ${text}  `, text.normalize('NFD')];
          for (const variant of variants) {
            const answer = rules.accept(variant);
            // A text may exceed the maximum length in upper case.
            if (answer !== undefined) expect(rules.mark(answer)).toEqual({ correct: true, share: 1 });
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the reveal of a text question', () => {
  const rules = rulesFor(textQuestion());

  it('shows the first accepted answer', () => {
    expect(rules.correct).toBe('101');
  });

  it('counts equivalent answers as one, shown as it was first given', () => {
    expect(distributionOf(rules, ['Élan', '101', 'elan', 'ELAN', '101', 'x'])).toEqual([
      { answer: 'Élan', count: 3 },
      { answer: '101', count: 2 },
      { answer: 'x', count: 1 },
    ]);
  });

  it('counts them separately if answers must be exact', () => {
    const exact = rulesFor(textQuestion({ exact: true }));
    expect(distributionOf(exact, ['Élan', 'elan', 'elan'])).toEqual([
      { answer: 'elan', count: 2 },
      { answer: 'Élan', count: 1 },
    ]);
  });

  it('lists the 8 most frequent answers, most frequent first, ties in the order in which they were given', () => {
    const given = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'j', 'i', 'j'];
    expect(distributionOf(rules, given)).toEqual([
      { answer: 'j', count: 3 },
      { answer: 'i', count: 2 },
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((answer) => ({ answer, count: 1 })),
    ]);
  });

  it('lists no answers if nobody answered', () => {
    expect(distributionOf(rules, [])).toEqual([]);
  });
});
