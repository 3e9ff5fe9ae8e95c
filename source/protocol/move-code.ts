import { customAlphabet } from 'nanoid';
import * as z from 'zod/mini';
import { toAsciiDigits } from '../text/numbers.ts';

/** Capital letters and digits, without those that look alike. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ';
const CHARACTERS = `23456789${LETTERS}`;

const MOVE_CODE = new RegExp(`^[${LETTERS}][${CHARACTERS}]{7}$`, 'u');

/** A move code as it is on the wire. */
export const moveCodeSchema = z.string().check(z.regex(MOVE_CODE));

/** Draws a new move code at random: 39 bits. The first character is a letter, which tells it from a PIN. */
export function makeMoveCode(): string {
  return customAlphabet(LETTERS, 1)() + customAlphabet(CHARACTERS, 7)();
}

/** Returns a move code as it is on the wire. Ignores spaces, dashes and case. Returns undefined if the text is none. */
export function parseMoveCode(text: string): string | undefined {
  const code = toAsciiDigits(text.normalize('NFKC'))
    .replaceAll(/[\s\p{Dash}]/gu, '')
    .toUpperCase();
  return MOVE_CODE.test(code) ? code : undefined;
}

/** Whether a text is a move code, as people type it. */
export function isMoveCode(text: string): boolean {
  return parseMoveCode(text) !== undefined;
}

/** Returns a move code in two groups, as people read it: `K7QX-2M9P`. */
export function groupedMoveCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
