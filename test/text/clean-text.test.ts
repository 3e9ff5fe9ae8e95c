import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanCode, cleanLine, cleanText, quote } from '../../source/text/clean.ts';
import { anyText } from '../helpers/arbitraries.ts';

/**
 * Characters that never reach a terminal: control, format, private-use and unassigned ones, and those that draw nothing, apart
 * from the zero-width non-joiner, which separates joined consonants.
 */
const unsafe = /(?!\u200C)[\p{C}\p{DI}]/u;

describe('cleanText', () => {
  it.each([
    [
      'leaves ordinary text unchanged',
      'What does `1 + "1"` print? → é 日本 🦀',
      'What does `1 + "1"` print? → é 日本 🦀',
    ],
    ['removes escape sequences', '\u001B[2J\u001B[1;1Hred \u001B[31mtext', 'red text'],
    ['removes links, but keeps their text', '\u001B]8;;http://x\u001B\\here\u001B]8;;\u001B\\', 'here'],
    ['removes the escape character of an incomplete sequence', 'a\u001B', 'a'],
    ['removes nested escape sequences', '\u001B\u001B[31m[31mx', '[31mx'],
    ['joins lines', 'one\r\ntwo\nthree\u2028four', 'one two three four'],
    ['collapses white space of any kind', ' a\t\u00A0\u3000b\u2800\u2800c ', 'a b c'],
    ['removes bidirectional control characters', 'a\u202Eb\u2069c\u200F', 'abc'],
    ['composes characters', 'e\u0301', '\u00E9'],
    ['composes characters separated by zero-width ones', 'e\u200D\u0301 e\u034F\u0301', '\u00E9 \u00E9'],
    ['keeps at most two marks per character', 'o\u0332\u0333\u033F', 'o\u0332\u0333'],
    ['keeps surrogate pairs and replaces lone surrogates', '🦀\uD83E', '🦀\uFFFD'],
    ['may return an empty text', '\u0000\u200B\u3164 ', ''],
  ])('%s', (_, text, cleaned) => {
    expect(cleanText(text)).toBe(cleaned);
  });

  it('cleans ASCII texts in the same way as other texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        // Not ASCII, so that the text takes the slower path.
        expect(cleanText(`é ${text}`)).toBe(`é ${cleanText(text)}`.trim());
      }),
    );
  });

  it('returns one line of safe, composed text, which it leaves unchanged when applied again', () => {
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
    ['keeps line breaks and indentation', 'if (a) {\n    b();\n}', 'if (a) {\n    b();\n}'],
    ['turns a tab into two spaces', '\tif\n\t\ta', '  if\n    a'],
    ['normalises line ends', 'a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
    [
      'removes surrounding empty lines, and white space at the ends of lines',
      '\n\n  a  \n\n  b\t\n \n',
      '  a\n\n  b',
    ],
    ['removes escape sequences and invisible characters', '\u001B[31ma\u001B[0m\u200B\u202E = 1', 'a = 1'],
    ['removes lines of invisible characters only around the code', '\u200B\na\n\u200B\nb\n\u200B', 'a\n\nb'],
  ])('%s', (_, text, cleaned) => {
    expect(cleanCode(text)).toBe(cleaned);
  });

  it('returns lines of safe text, which it leaves unchanged when applied again', () => {
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

describe('cleanLine', () => {
  it.each([
    ['leaves ordinary text unchanged, with its white space', '  a  b → é', '  a  b → é'],
    [
      'escapes control characters',
      'a\u001B]52;c;eA==\u0007\u009B2J',
      String.raw`a\u001b]52;c;eA==\u0007\u009b2J`,
    ],
    ['escapes line breaks', 'a\nb\r\u2028', String.raw`a\nb\u000d\u2028`],
    ['escapes bidirectional and invisible characters', 'a\u202E\u{E0041}', String.raw`a\u202e\udb40\udc41`],
    ['keeps at most two marks per character', 'o\u0332\u0333\u033F', 'o\u0332\u0333'],
  ])('%s', (_, line, cleaned) => {
    expect(cleanLine(line)).toBe(cleaned);
  });

  it('returns one line of safe text, which it leaves unchanged when applied again', () => {
    fc.assert(
      fc.property(anyText, (line) => {
        const cleaned = cleanLine(line);
        expect(cleaned).not.toMatch(unsafe);
        expect(cleanLine(cleaned)).toBe(cleaned);
      }),
      { numRuns: 500 },
    );
  });
});

describe('quote', () => {
  it('puts a text in quotes, made safe', () => {
    expect(quote('ti\u200Btle')).toBe(String.raw`"ti\u200btle"`);
  });

  it('cuts a long text', () => {
    const quoted = quote('🦀'.repeat(1_000_000));
    expect(quoted.length).toBeLessThan(100);
    expect(quoted).toMatch(/^"(?:🦀)+…"$/u);
  });
});
