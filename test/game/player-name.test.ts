import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { nameKey, parsePlayerName } from '../../source/game/player-name.ts';
import { cleanText } from '../../source/text/clean.ts';
import { anyText } from '../helpers/arbitraries.ts';
import { gameOf, rejectionOf } from '../helpers/games.ts';

describe("a player's name", () => {
  it.each([
    ['one letter', 'a'],
    ['24 letters', 'x'.repeat(24)],
    ['12 wide characters, of two cells each', '日'.repeat(12)],
    ['12 emoji', '🦀'.repeat(12)],
    ['24 letters with a mark each', 'e\u0301'.repeat(24)],
    ['letters of any script', 'Ольга ผู้ใช้ 김'],
  ])('can be %s', (_, name) => {
    expect(parsePlayerName(name)?.name).toBe(name.normalize('NFC'));
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \t\n\u00A0\u3000'],
    ['25 letters', 'x'.repeat(25)],
    ['13 wide characters', '日'.repeat(13)],
    ['a mark that stands on nothing', '\u0301'],
    ['a Hangul filler', '\u3164'],
    ['a halfwidth Hangul filler', '\uFFA0'],
    ['a blank Braille pattern', '\u2800'],
    ['a zero-width space', '\u200B'],
    ['a word joiner', '\u2060'],
    ['a soft hyphen', '\u00AD'],
    ['a byte order mark', '\uFEFF'],
    ['an escape sequence alone', '\u001B[31m'],
    ['tags', '\u{E0041}\u{E0042}'],
    ['control characters', '\u0000\u0007\u009B'],
  ])('cannot be %s', (_, name) => {
    expect(parsePlayerName(name)).toBeUndefined();
  });

  it.each([
    ['colours', '\u001B[1;31mAda\u001B[0m', 'Ada'],
    ['a link', '\u001B]8;;https://example.com\u0007Ada\u001B]8;;\u0007', 'Ada'],
    ['a title', '\u001B]0;owned\u0007Ada', 'Ada'],
    ['an 8-bit sequence', '\u009B2JAda', 'Ada'],
    ['line breaks', 'A\nd\r\na', 'A d a'],
    ['a bell and a backspace', 'Ada\u0007\b', 'Ada'],
    ['bidirectional controls', '\u202EAda\u2066\u200F', 'Ada'],
    ['zero-width characters', 'A\u200Bd\u200Da\u2060', 'Ada'],
    ['fillers', 'A\u3164da\u115F', 'Ada'],
    ['variation selectors', 'Ada\uFE0F', 'Ada'],
    ['white space around and inside', '  Ada \t Love  ', 'Ada Love'],
    ['decomposed letters', 'Zoe\u0308', 'Zo\u00EB'],
    ['letters and marks that a zero-width character keeps apart', 'Zoe\u200D\u0308', 'Zo\u00EB'],
    ['a tower of marks', `Ada${'\u0335'.repeat(40)}`, 'Ada\u0335\u0335'],
    ['half a surrogate pair', 'Ada\uD83D', 'Ada\uFFFD'],
  ])('is cleaned of %s', (_, typed, name) => {
    expect(parsePlayerName(typed)?.name).toBe(name);
  });

  it('is 1 to 24 cells wide and stays the same when it is parsed again', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const parsed = parsePlayerName(typed);
        const width = stringWidth(cleanText(typed));
        expect(parsed !== undefined).toBe(width >= 1 && width <= 24);
        if (parsed) expect(parsePlayerName(parsed.name)).toEqual(parsed);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('two names', () => {
  it.each([
    ['Ada', 'ada'],
    ['Ada', 'ADA'],
    ['Ada', '\u0410da'], // Cyrillic
    ['Ada', 'Ad\u0430'],
    ['ADA', '\u0391D\u0391'], // Greek
    ['Ada', '\uFF21\uFF44\uFF41'], // fullwidth
    ['Ada', '\u{1D400}\u{1D41D}\u{1D41A}'], // mathematical
    ['Ada', 'A\u200Bda'],
    ['Ada', '\u001B[31mAda'],
    ['Ada Love', 'Ada  Love'],
    ['Zo\u00EB', 'Zoe\u0308'],
    ['Zo\u00EB', 'Zo\u0451'], // Cyrillic io
    ['Strasse', 'Straße'],
    ['file', '\uFB01le'],
    ['PEACE', '\u0420\u0415\u0410\u0421\u0415'],
  ])('that look alike count as the same: %j and %j', (taken, name) => {
    const test = gameOf({ players: [taken] });
    expect(rejectionOf(test.join(name))).toBe('name-taken');
  });

  it.each([
    ['Ada', 'Adah'],
    ['Ada', 'Ada 2'],
    ['Ada', 'Äda'],
    ['Ольга', 'Олег'],
    ['日本', '日木'],
  ])('that look different are different: %j and %j', (taken, name) => {
    expect(gameOf({ players: [taken] }).join(name).ok).toBe(true);
  });

  it('compare in the same way whether or not they are ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (name) => {
        // Not ASCII, so that the name takes the slower path.
        expect(nameKey(`ж${name}`)).toBe(`ж${nameKey(name)}`);
      }),
    );
  });
});
