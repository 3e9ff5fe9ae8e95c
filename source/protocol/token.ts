import { customAlphabet, nanoid } from 'nanoid';
import * as z from 'zod/mini';

/** The fewest characters in a token: 132 bits. */
const TOKEN_LENGTH = 22;

/** The secret that proves whose seat it is. */
export const tokenSchema = z.string().check(z.regex(new RegExp(`^[\\w-]{${TOKEN_LENGTH},64}$`, 'u')));

/** A PIN, as hosts choose it. */
export const pinSchema = z.string().check(z.regex(/^\d{4,10}$/u));

/**
 * Draws a new PIN at random: six digits are quick to type, and eight are hopeless to guess in public. It does not depend on the game's
 * seed, so that nobody can guess it from an earlier game.
 */
export function makePin(digits: 6 | 8): string {
  return customAlphabet('0123456789', digits)();
}

/** Draws a new token at random. */
export function makeToken(): string {
  return nanoid(TOKEN_LENGTH);
}
