import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../source/text/clean.ts';
import { equivalenceKey } from '../../../source/text/equivalent.ts';
import { anyText } from '../../helpers/arbitraries.ts';
import { rulesFor, textQuestion, distributionOf } from '../../helpers/questions.ts';

/** Tells whether an answer is correct for a question with the given accepted answers. */
function isCorrect(given: string, accepted: string[], exact = false, typos = false): boolean {
  const rules = rulesFor(textQuestion({ answer: accepted, exact, typos }));
  const answer = rules.accept(given);
  if (answer === undefined) throw new TypeError(`rejected: ${JSON.stringify(given)}`);
  return rules.mark(answer).correct;
}

/** The optimal string alignment distance, by its textbook definition. */
function distance(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, row) => [row]);
  const at = (row: number, column: number) => rows[row]?.[column] ?? Infinity;
  for (let column = 1; column <= other.length; column++) rows[0]?.push(column);
  for (let row = 1; row <= one.length; row++) {
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(one.length, other.length);
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/gu, '');
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
    ['missing white space', '5km', '5 km'],
    ['added white space', 'Web Socket', 'WebSocket'],
    ['the capital sharp s', 'STRAẞE', 'Strasse'],
    [
      'letters that do not decompose',
      'Lodz, Orsted, Thor, AEsir, oeuvre, duong',
      'Łódź, Ørsted, Þór, Æsir, œuvre, đường',
    ],
    ['a dotless i', 'Isik', 'ışık'],
    ['full-width digits and spaces', '５　ＫＭ', '5 km'],
    ['half-width Katakana', 'ｶﾞ', 'ガ'],
    ['a subscript', 'H2O', 'H₂O'],
    ['a written exponent', 'O(n^2)', 'O(n²)'],
    ['a typographic apostrophe', 'Moore’s law', "Moore's law"],
    ['an accent as an apostrophe', 'Moore´s law', "Moore's law"],
    ['typographic quotation marks', '“use strict”', '"use strict"'],
    ['an en dash', 'full–stack', 'full-stack'],
    ['a minus sign', '−1', '-1'],
    ['a missing article', 'Beatles', 'The Beatles'],
    ['an added article', 'an index', 'Index'],
    ['another article', 'A mutex', 'the mutex'],
    ['a full stop at the end', 'Upgrade.', 'upgrade'],
    ['an ideographic full stop', '東京。', '東京'],
    ['a missing stress mark', 'замок', 'за́мок'],
  ])('is correct for %s', (_, given, accepted) => {
    expect(isCorrect(given, ['101', accepted])).toBe(true);
  });

  it.each([
    ['another text', '404', '101'],
    ['a part of the answer', 'HTTP', 'HTTP 101'],
    ['the answer and more', 'HTTP 101!', 'HTTP 101'],
    ['fewer plus signs', 'C', 'C++'],
    ['another symbol', 'C#', 'C++'],
    ['a missing full stop in front', 'net', '.net'],
    ['a missing sign', '1', '-1'],
    ['another comparison', '<', '<='],
    ['a negated symbol', '=', '≠'],
    ['an exponent as a digit', '102', '10²'],
    ['a single letter that is an article elsewhere', 'an', 'a'],
    ['an article alone', 'x', 'the'],
    ['a letter before a digit', '4', 'A 4'],
    ['another kind of quotation mark', '"', "'"],
    ['a backtick', "'", '`'],
    ['another Cyrillic letter', 'и', 'й'],
    ['another Macedonian letter', 'к', 'ќ'],
    ['another Japanese consonant', 'かき', 'かぎ'],
    ['another Hindi vowel', 'कल', 'काल'],
    ['another Thai vowel', 'กน', 'กิน'],
  ])('is wrong for %s', (_, given, accepted) => {
    expect(isCorrect(given, [accepted])).toBe(false);
  });

  it('depends on case and diacritics, but not on surrounding white space, if answers must be exact', () => {
    expect(isCorrect(' Élan ', ['Élan'], true)).toBe(true);
    expect(isCorrect('E\u0301lan', ['Élan'], true)).toBe(true);
    expect(isCorrect('élan', ['Élan'], true)).toBe(false);
    expect(isCorrect('Elan', ['Élan'], true)).toBe(false);
  });

  it.each([
    ['a different letter', 'kafke', 'kafka', true],
    ['a missing letter', 'kafa', 'kafka', true],
    ['an additional letter', 'kaffka', 'kafka', true],
    ['two swapped letters', 'kakfa', 'kafka', true],
    ['a missing hyphen', 'fullstack', 'full-stack', true],
    ['two errors in a short text', 'kefke', 'kafka', false],
    ['an error in four letters', 'jvaa', 'java', false],
    ['two errors in ten letters', 'kubernets', 'kubernetes', true],
    ['two swaps in ten letters', 'ukbernetse', 'kubernetes', true],
    ['three errors in ten letters', 'kbrnets', 'kubernetes', false],
    ['an error where spaces and the article do not count', 'beetles', 'The Beatles', true],
    ['another digit', 'windows 96', 'Windows 95', false],
    ['swapped digits', 'windows 59', 'Windows 95', false],
    ['a missing digit', 'windows 9', 'Windows 95', false],
    ['an additional digit', 'windows 951', 'Windows 95', false],
    ['a digit for a letter', 'wind0ws 95', 'Windows 95', false],
    ['a digit that swaps places with a letter', 'window9s5', 'Windows 95', false],
    ['a missing decimal point', 'version 15', 'Version 1.5', false],
    ['a missing sign', 'degrees 5', 'degrees -5', false],
    ['a missing symbol', 'objective-c', 'Objective-C++', false],
  ])('forgives %s only as far as typing errors are allowed', (_, given, accepted, isForgiven) => {
    expect(isCorrect(given, [accepted], false, true)).toBe(isForgiven);
    expect(isCorrect(given, [accepted])).toBe(false);
    expect(isCorrect(given, [accepted], true, true)).toBe(false);
  });

  it('never forgives more typing errors than allowed, nor any in digits', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcé12.'), minLength: 1, maxLength: 14 });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const [given, accepted] = [one, other].map(equivalenceKey) as [string, string];
        const letters = accepted.replaceAll(/[^a-z]/gu, '').length;
        const allowed = letters < 5 ? 0 : letters < 10 ? 1 : 2;
        const isForgiven = isCorrect(one, [other], false, true);
        if (isForgiven) expect(distance(given, accepted)).toBeLessThanOrEqual(allowed);
        if (isForgiven) expect(digitsOf(given)).toBe(digitsOf(accepted));
        // Without digits, nothing else stands in the way.
        if (digitsOf(given + accepted) === '') expect(isForgiven).toBe(distance(given, accepted) <= allowed);
      }),
      { numRuns: 2000 },
    );
  });

  it('is correct for every variant of an accepted answer, whatever the text', () => {
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

describe('the key of equivalent texts', () => {
  it('is its own key, and never empty for a text that can be an answer', () => {
    fc.assert(
      fc.property(anyText.map(cleanText), (text) => {
        const key = equivalenceKey(text);
        expect(equivalenceKey(key)).toBe(key);
        expect(key === '').toBe(text === '');
      }),
      { numRuns: 2000, examples: [['\uFC5E']] },
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

  it('shows correct answers as the quiz spells them, and counts mistyped ones with them', () => {
    const forgiving = rulesFor(textQuestion({ answer: ['Grace Hopper', 'Hopper'], typos: true }));
    expect(distributionOf(forgiving, ['grace hoper', 'HOPER', 'Ada', 'Grace Hopper'])).toEqual([
      { answer: 'Grace Hopper', count: 2 },
      { answer: 'Hopper', count: 1 },
      { answer: 'Ada', count: 1 },
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
