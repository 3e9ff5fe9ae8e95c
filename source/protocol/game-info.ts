import * as z from 'zod/mini';
import { boundedText, count, listOf, shownName } from './fields.ts';
import { MAX_TEAMS, MAX_TITLE_LENGTH } from '../quiz/limits.ts';
import { parseJson } from '../text/json.ts';

const text = boundedText(64);

const gameInfoSchema = z.object({
  name: z.literal('termquiz'),
  version: text,
  protocol: count,
  phase: text,
  // Hosts with another protocol may lack what follows, but must still be recognised.
  /** The id of the room: that of \`welcome\`. */
  room: z._default(text, ''),
  /** The title of the quiz. */
  title: z._default(boundedText(MAX_TITLE_LENGTH), ''),
  /** Whether players choose their names or are given one. */
  names: z._default(z.enum(['own', 'generated']), 'own'),
  /** The names of the teams; empty without teams. */
  teams: z._default(listOf(shownName, MAX_TEAMS), []),
});

/** What a server tells anybody about its game at `INFO_PATH`. */
export type GameInfo = z.infer<typeof gameInfoSchema>;

/** Parses the response from `INFO_PATH`. Returns undefined if it does not come from a termquiz server. */
export function parseGameInfo({ status, body }: { status: number; body: string }): GameInfo | undefined {
  return status === 200 ? gameInfoSchema.safeParse(parseJson(body)).data : undefined;
}

/**
 * Returns the command that runs the same version as the server. Returns undefined if the version looks unusual, because people
 * paste the command into a shell.
 */
export function npxCommand({ version }: Pick<GameInfo, 'version'>): string | undefined {
  return /^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\da-z.-]{1,40})?$/iu.test(version)
    ? `npx termquiz@${version}`
    : undefined;
}
