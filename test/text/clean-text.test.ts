import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCode, cleanText } from '../../source/text/clean.ts';
import { anyText } from '../helpers/arbitraries.ts';

/** What never reaches a terminal: control, format, private-use and unassigned characters, and those that draw nothing. */
const unsafe = /[\p{C}\p{DI}]/u;

describe('cleanText', () => {
  it.each([
    [
      'leaves ordinary text as it is',
      'What does `1 + "1"` print? → é 日本 🦀',
      'What does `1 + "1"` print? → é 日本 🦀',
    ],
    ['removes escape sequences', '\u001B[2J\u001B[1;1Hred \u001B[31mtext', 'red text'],
    ['removes links but not their text', '\u001B]8;;http://x\u001B\\here\u001B]8;;\u001B\\', 'here'],
    ['leaves no escape character of a sequence that is broken', 'a\u001B', 'a'],
    ['leaves none when sequences hide in each other', '\u001B\u001B[31m[31mx', '[31mx'],
    ['makes one line of several', 'one\r\ntwo\nthree\u2028four', 'one two three four'],
    ['collapses white space of any kind', ' a\t\u00A0\u3000b\u2800\u2800c ', 'a b c'],
    ['removes what turns the direction of text', 'a\u202Eb\u2069c\u200F', 'abc'],
    ['composes', 'e\u0301', '\u00E9'],
    ['composes what zero-width characters kept apart', 'e\u200D\u0301 e\u034F\u0301', '\u00E9 \u00E9'],
    ['keeps two marks on a character', 'o\u0332\u0333\u033F', 'o\u0332\u0333'],
    ['keeps a character of two units and drops half of one', '🦀\uD83E', '🦀\uFFFD'],
    ['may leave nothing', '\u0000\u200B\u3164 ', ''],
  ])('%s', (_, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it('gives one line of safe, composed text that cleaning leaves as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cleaned = cleanText(text);
        expect(cleaned).not.toMatch(unsafe);
        expect(cleaned).not.toMatch(/^\s|\s$|\s\s|[^\S ]/u);
        expect(cleaned).not.toMatch(/\p{M}{3}/u);
        expect(cleaned).toBe(cleaned.normalize('NFC'));
        expect(cleaned.isWellFormed()).toBe(true);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('cleanCode', () => {
  it.each([
    ['keeps lines and indentation', 'if (a) {\n    b();\n}', 'if (a) {\n    b();\n}'],
    ['makes two spaces of a tab', '\tif\n\t\ta', '  if\n    a'],
    ['ends lines in one way', 'a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
    [
      'removes empty lines around, and white space at the ends of lines',
      '\n\n  a  \n\n  b\t\n \n',
      '  a\n\n  b',
    ],
    ['removes escape sequences and what cannot be seen', '\u001B[31ma\u001B[0m\u200B\u202E = 1', 'a = 1'],
    [
      'removes lines in which nothing can be seen only around the code',
      '\u200B\na\n\u200B\nb\n\u200B',
      'a\n\nb',
    ],
  ])('%s', (_, text, cleaned) => {
    expect(cleanCode(text)).toBe(cleaned);
  });

  it('gives lines of safe text that cleaning leaves as they are', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cleaned = cleanCode(text);
        expect(cleaned.replaceAll('\n', '')).not.toMatch(unsafe);
        expect(cleaned).not.toMatch(/^\n|\n$|[\r\t]/u);
        expect(cleaned).not.toMatch(/ $/mu);
        expect(cleanCode(cleaned)).toBe(cleaned);
      }),
      { numRuns: 2000 },
    );
  });
});
