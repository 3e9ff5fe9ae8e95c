import { describe, expect, it } from 'vitest';
import { groupedMoveCode, isMoveCode, makeMoveCode, parseMoveCode } from '../../source/protocol/move-code.ts';
import { makePin } from '../../source/protocol/token.ts';

const codes = Array.from({ length: 200 }, makeMoveCode);

describe('a move code', () => {
  it('begins with a letter and has eight characters, none of which looks like another', () => {
    for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-Z][2-9A-HJKMNP-Z]{7}$/u);
  });

  it('is different each time', () => {
    expect(new Set(codes).size).toBe(codes.length);
  });

  it.each(['K7QX2M9P', 'K7QX-2M9P', 'k7qx 2m9p', ' k7-qx–2M 9p\n', 'Ｋ７ＱＸ２Ｍ９Ｐ', 'K٧QX٢M٩P'])(
    'can be typed as %j',
    (text) => {
      expect(parseMoveCode(text)).toBe('K7QX2M9P');
    },
  );

  it.each(['', '482913', '27QX2M9P', 'K7QX2M9', 'K7QX2M9PP', 'K7QX2M9O', 'K7QX2M9I', 'K7QX_2M9P'])(
    'is not %j',
    (text) => {
      expect(isMoveCode(text)).toBe(false);
    },
  );

  it('is never a PIN', () => {
    expect([makePin(6), makePin(8)].some(isMoveCode)).toBe(false);
  });

  it('is recognised in the groups in which it is shown', () => {
    for (const code of codes) expect(parseMoveCode(groupedMoveCode(code))).toBe(code);
  });
});
