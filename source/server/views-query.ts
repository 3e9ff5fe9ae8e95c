import * as z from 'zod/mini';
import { LONGEST_HOLD_S } from '../protocol/endpoints.ts';
import type { KnownVersions } from './polling-connection.ts';

/** What a request for views has in its query: the versions that its client has, and how long it waits for others. */
export interface ViewsQuery {
  readonly known: KnownVersions;
  readonly waitMs: number;
}

/** Reads the query of a request's target; undefined where it is not understood. Without `wait` it does not wait. */
export function parseViewsQuery(target: string): ViewsQuery | undefined {
  const query = new URLSearchParams(target.split('?', 2)[1]);
  const { data } = querySchema.safeParse(Object.fromEntries(query));
  if (!data) return undefined;
  const { stage = null, you = null, wait = 0 } = data;
  return { known: { stage, you }, waitMs: Math.min(wait, LONGEST_HOLD_S) * 1000 };
}

const wholeNumber = z.pipe(z.string().check(z.regex(/^\d{1,16}$/u)), z.transform(Number));

const querySchema = z.object({
  stage: z.optional(wholeNumber),
  you: z.optional(wholeNumber),
  wait: z.optional(wholeNumber),
});
