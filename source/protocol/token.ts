import { nanoid } from 'nanoid';
import * as z from 'zod/mini';

/** The fewest characters in a token: 132 bits. */
const TOKEN_LENGTH = 22;

/** The secret that proves whose seat it is. */
export const tokenSchema = z.string().check(z.regex(new RegExp(`^[\\w-]{${TOKEN_LENGTH},64}$`, 'u')));

/** Draws a new token at random. */
export function makeToken(): string {
  return nanoid(TOKEN_LENGTH);
}
