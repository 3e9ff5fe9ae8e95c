import * as z from 'zod/mini';
import { cleanText } from '../text/clean.ts';
import { parseJson } from '../text/json.ts';

/** What a termquiz says of its game to anybody who asks. */
export type GameInfo = z.infer<typeof gameSchema>;

/** What a termquiz says of its game at `INFO_PATH`; undefined where the answer is none of a termquiz. */
export function parseGameInfo({ status, body }: { status: number; body: string }): GameInfo | undefined {
  return status === 200 ? gameSchema.safeParse(parseJson(body)).data : undefined;
}

/** How a termquiz of this version is started; undefined where it is none for certain: it comes from outside. */
export function npxCommand({ version }: GameInfo): string | undefined {
  return /^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[\da-z.-]{1,40})?$/iu.test(version)
    ? `npx termquiz@${version}`
    : undefined;
}

const text = z.string().check(z.overwrite(cleanText));

const gameSchema = z.object({
  name: z.literal('termquiz'),
  version: text,
  protocol: z.int(),
  phase: text,
});
