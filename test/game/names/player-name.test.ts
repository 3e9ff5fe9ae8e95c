import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { parsePlayerName } from '../../../source/game/names/player-name.ts';
import { looksOf } from '../../../source/text/look-alike.ts';
import { anyText } from '../../helpers/arbitraries.ts';
import { gameOf, rejectionOf } from '../../helpers/games.ts';

describe("a player's name", () => {
  it.each([
    ['one letter', 'a'],
    ['24 letters', 'x'.repeat(24)],
    ['12 wide characters, of two cells each', '日'.repeat(12)],
    ['12 emoji', '🦀'.repeat(12)],
    ['24 letters with a mark each', 'e\u0301'.repeat(24)],
    ['letters of any script', 'Ольга ผู้ใช้ 김'],
  ])('can be %s', (_, name) => {
    expect(parsePlayerName(name)).toBe(name.normalize('NFC'));
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
    ['a Khitan filler', '\u{16FE4}'],
    ['a Duployan selector', '\u{1BC9D}'],
    ['a musical note without a head', '\u{1D159}'],
    ['a blank hieroglyph', '\u{13441}'],
    ['a joiner with nothing to join', '\u17D2'],
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
    ['symbols that draw nothing', 'A\u{16FE4}d\u{1BC9D}a \u{1D159} \uFFFC', 'Ada'],
    ['joiners of other scripts', 'Ada\u17D2 1\u{1107F}', 'Ada 1'],
    ['half a surrogate pair', 'Ada\uD83D', 'Ada\uFFFD'],
  ])('is cleaned of %s', (_, typed, name) => {
    expect(parsePlayerName(typed)).toBe(name);
  });

  it('is 1 to 24 cells wide and stays the same when it is parsed again', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const name = parsePlayerName(typed);
        if (name === undefined) return;
        expect(stringWidth(name)).toBeGreaterThanOrEqual(1);
        expect(stringWidth(name)).toBeLessThanOrEqual(24);
        expect(parsePlayerName(name)).toBe(name);
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
    ['Helen', '\u0397elen'], // Greek
    ['Max', '\u039Cax'],
    ['max', '\u039Cax'],
    ['Soho', '\u054Foho'], // Armenian
    ['Soho', 'So\u0570o'],
    ['Ada', '\u13AAda'], // Cherokee
    ['DAVE', '\u13A0\u13AA\u13D9\u13AC'],
    ['DAVE', '\uA4D3\uA4EE\uA4E6\uA4F0'], // Lisu
    ['Ivan', '\u04C0van'], // palochka
    ['Lily', 'Li\u04C0y'],
    ['Ivan', 'lvan'],
    ['ivan', 'lvan'],
    ['Ivan', '1van'],
    ['Ivan', '|van'],
    ['Ivan', '\uFF29van'],
    ['Ivan', '\u{1D4D8}van'],
    ['Lily', 'LiIy'],
    ['LILY', 'LlLY'],
    ['Ivan Lloyd', 'ivan IIoyd'],
    ['ivan lloyd', 'Ivan IIoyd'],
    ['Player 10', 'Player lO'],
    ['Bob', 'B0b'],
    ['Bob', 'B\u09E6b'], // a Bengali zero
    ['Arnie', 'Amie'],
    ['Max', 'rnax'],
    ['Tom', 'TOrn'],
    ['Ada', 'A\u{16FE4}da'],
    ['Ada', 'Ada\u{1D159}'],
    ['Ada', 'Ada\u{1BC9D}'],
    ['Ada', 'Ada\u17D2'],
    ['Ada Love', 'Ada\u2800Love'],
    ['O\u2019Neil', "O'Neil"],
    ['Anne-Marie', 'Anne\u2010Marie'],
    ['ΝΊΚΟΣ', 'Νίκος'],
    ['\u0130nci', 'i\u0307nci'], // Turkish
  ])('that look alike count as the same: %j and %j', (one, other) => {
    expect(rejectionOf(gameOf({ players: [one] }).join(other))).toBe('name-taken');
    expect(rejectionOf(gameOf({ players: [other] }).join(one))).toBe('name-taken');
  });

  it.each([
    ['Ada', 'Adah'],
    ['Ada', 'Ada 2'],
    ['Ada', 'Äda'],
    ['Ольга', 'Олег'],
    ['日本', '日木'],
    ['Neil', 'Nell'],
    ['Elia', 'Ella'],
    ['Li', 'Lili'],
    ['Ann', 'Anm'],
    ['Zoe', 'Zoé'],
    ['Łukasz', 'Lukasz'],
    ['ក្ក', 'កក'],
  ])('that look different are different: %j and %j', (taken, name) => {
    expect(gameOf({ players: [taken] }).join(name).ok).toBe(true);
  });

  it('that look alike can be used one after the other, once the first player has left the lobby', () => {
    const test = gameOf({ players: ['Ivan'] });
    test.leave('Ivan');
    expect(test.join('lvan').ok).toBe(true);
    expect(rejectionOf(test.join('Ivan'))).toBe('name-taken');
  });

  it('are compared in the same way whether or not they are ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (name) => {
        // Not ASCII, so that the text takes the slower path.
        expect(looksOf(`ж ${name}`)).toEqual(looksOf(` ${name}`).map((look) => `ж${look}`));
      }),
    );
  });

  it('look alike if they differ in case only', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(looksOf(text.toUpperCase())[0]).toBe(looksOf(text)[0]);
      }),
    );
  });
});
