import * as z from 'zod/mini';
import { MAX_NAME_LENGTH } from './client-message.ts';
import { cleanText } from '../text/clean.ts';
import { maxLength } from '../text/length.ts';

/** Anything that a host counts or adds up is less than a billion: players, points, games, ranks. */
const MAX_COUNT = 999_999_999;

/** The latest time that a `Date` can hold, in milliseconds since the epoch. */
const MAX_TIME = 8.64e15;

/**
 * The schema of a line of text from a server: at most `maximum` characters, so that a hostile one cannot keep the terminal busy, and
 * cleaned, because the server is not trusted.
 */
export function boundedText(maximum: number) {
  return z.string().check(maxLength(maximum, { abort: true }), z.overwrite(cleanText));
}

/** The name of a player or a team. */
export const shownName = boundedText(MAX_NAME_LENGTH);

export const count = z.int().check(z.gte(0), z.lte(MAX_COUNT));

/** A point in time, or a duration, in milliseconds. */
export const time = z.number().check(z.gte(0), z.lte(MAX_TIME));

/** The number of ranks gained, or lost. */
export const rankChange = z.int().check(z.gte(-MAX_COUNT), z.lte(MAX_COUNT));

/** The version of a view. */
export const viewVersion = z.int().check(z.gte(0));

/** The schema of a list of at most `maximum` entries. Longer ones are rejected before their entries are parsed. */
export function listOf<Entry extends z.ZodMiniType>(entry: Entry, maximum: number) {
  return z.array(entry).check(maxLength(maximum));
}
