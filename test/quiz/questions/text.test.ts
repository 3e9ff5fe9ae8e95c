import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../source/text/clean.ts';
import { anyText } from '../../helpers/arbitraries.ts';
import { rulesFor, textQuestion } from '../../helpers/questions.ts';

/** Whether this is taken for a right answer where these are accepted. */
function isRight(given: string, accepted: string[], exact = false): boolean {
  const rules = rulesFor(textQuestion({ answer: accepted, exact }));
  const answer = rules.accept(given);
  if (answer === undefined) throw new TypeError(`not taken: ${JSON.stringify(given)}`);
  return rules.mark(answer).correct;
}

describe('an answer to a text question', () => {
  const rules = rulesFor(textQuestion());

  it('is kept cleaned for a terminal', () => {
    expect(rules.accept('  HTTP \t 101\n')).toBe('HTTP 101');
    expect(rules.accept('\u001B[31me\u0301\u202E\u200B')).toBe('é');
  });

  it('may have up to 100 characters', () => {
    expect(rules.accept('x'.repeat(100))).toBe('x'.repeat(100));
    expect(rules.accept(` ${'x'.repeat(100)} `)).toBe('x'.repeat(100));
    expect(rules.accept('x'.repeat(101))).toBeUndefined();
    expect(rules.accept('🦀'.repeat(100))).toBe('🦀'.repeat(100));
    expect(rules.accept('🦀'.repeat(101))).toBeUndefined();
  });

  it.each([
    ['empty', ''],
    ['white space', ' \t\n\u00A0\u3000'],
    ['nothing that can be seen', '\u200B\u202E\u3164\u0000'],
    ['an escape sequence', '\u001B[2J'],
    ['a number', 101],
    ['true', true],
    ['a list of texts', ['101']],
    ['null', null],
    ['nothing', undefined],
    ['an object that makes a text', { toString: () => '101' }],
  ])('may not be %s', (_, value) => {
    expect(rules.accept(value)).toBeUndefined();
  });
});

describe('the mark of a text question', () => {
  it.each([
    ['the text itself', 'HTTP 101', 'HTTP 101'],
    ['another accepted one', '101', 'HTTP 101'],
    ['capitals', 'http 101', 'HTTP 101'],
    ['white space around', '  HTTP 101\t', 'HTTP 101'],
    ['white space repeated', 'HTTP   101', 'HTTP 101'],
    ['white space of another kind', 'HTTP\u00A0101', 'HTTP 101'],
    ['no diacritics', 'elan', 'Élan'],
    ['diacritics that are not there', 'Élan', 'elan'],
    ['other diacritics', 'naive', 'naïve'],
    ['decomposed', 'E\u0301lan', 'Élan'],
    ['several marks on a letter', 'Viet Nam', 'Việt Nam'],
    ['sharp s', 'STRASSE', 'Straße'],
    ['a final sigma', 'ΟΔΟΣ', 'οδος'],
    ['a dotted capital I', 'İstanbul', 'istanbul'],
    ['ligatures', 'office', 'oﬃce'],
    ['full width', 'ＨＴＴＰ', 'http'],
    ['Cyrillic', 'ЁЖ', 'еж'],
    ['vowel points', 'שלום', 'שָׁלוֹם'],
    ['vowel marks in Arabic', 'سلام', 'سَلام'],
    ['an iota below', 'ἈΙ', 'ᾀ'],
  ])('does not mind %s', (_, given, accepted) => {
    expect(isRight(given, ['101', accepted])).toBe(true);
  });

  it.each([
    ['another text', '404', '101'],
    ['a part', 'HTTP', 'HTTP 101'],
    ['more than that', 'HTTP 101!', 'HTTP 101'],
    ['no white space where there is some', 'HTTP101', 'HTTP 101'],
    ['white space where there is none', '1 01', '101'],
    ['another sound in Japanese', 'かき', 'かぎ'],
    ['another vowel in Hindi', 'कल', 'काल'],
    ['another vowel in Thai', 'กน', 'กิน'],
  ])('is wrong for %s', (_, given, accepted) => {
    expect(isRight(given, [accepted])).toBe(false);
  });

  it('minds case and diacritics where it has to be exact, and still no white space around', () => {
    expect(isRight(' Élan ', ['Élan'], true)).toBe(true);
    expect(isRight('E\u0301lan', ['Élan'], true)).toBe(true);
    expect(isRight('élan', ['Élan'], true)).toBe(false);
    expect(isRight('Elan', ['Élan'], true)).toBe(false);
  });

  it('is right for everything that is accepted, in capitals and without, whatever the texts', () => {
    const someLine = anyText.map(cleanText).filter((text) => text !== '' && Array.from(text).length <= 100);
    fc.assert(
      fc.property(fc.array(someLine, { minLength: 1, maxLength: 5 }), fc.boolean(), (texts, exact) => {
        const rules = rulesFor(textQuestion({ answer: texts, exact }));
        for (const text of texts) {
          const variants = exact ? [text] : [text, text.toUpperCase(), ` ${text}  `, text.normalize('NFD')];
          for (const variant of variants) {
            const answer = rules.accept(variant);
            // In capitals a text may become longer than an answer may be.
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

  it('has the first text that is accepted', () => {
    expect(rules.correct).toBe('101');
  });

  it('counts texts that are marked the same as one, as it was first given', () => {
    expect(rules.distribution(['Élan', '101', 'elan', 'ELAN', '101', 'x'])).toEqual([
      { answer: 'Élan', count: 3 },
      { answer: '101', count: 2 },
      { answer: 'x', count: 1 },
    ]);
  });

  it('counts them apart where it has to be exact', () => {
    const exact = rulesFor(textQuestion({ exact: true }));
    expect(exact.distribution(['Élan', 'elan', 'elan'])).toEqual([
      { answer: 'elan', count: 2 },
      { answer: 'Élan', count: 1 },
    ]);
  });

  it('has the 8 most frequent, the most frequent first, and those that are as frequent as they came', () => {
    const given = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'j', 'i', 'j'];
    expect(rules.distribution(given)).toEqual([
      { answer: 'j', count: 3 },
      { answer: 'i', count: 2 },
      ...['a', 'b', 'c', 'd', 'e', 'f'].map((answer) => ({ answer, count: 1 })),
    ]);
  });

  it('is empty where nobody answered', () => {
    expect(rules.distribution([])).toEqual([]);
  });
});
