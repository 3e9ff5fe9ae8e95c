import * as z from 'zod/mini';
import { cleanText } from '../../quiz/clean-text.ts';
import { parseJson } from '../../quiz/parse-json.ts';
import type { Answer } from './ask.ts';

/** What a termquiz says of its game at `INFO_PATH`; undefined where the answer is none of a termquiz. */
export function gameIn({ status, body }: Answer): z.infer<typeof gameSchema> | undefined {
  return status === 200 ? gameSchema.safeParse(parseJson(body)).data : undefined;
}

const text = z.string().check(z.overwrite(cleanText));

const gameSchema = z.object({
  name: z.literal('termquiz'),
  version: text,
  protocol: z.int(),
  phase: text,
});
