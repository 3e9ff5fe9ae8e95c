import * as z from 'zod/mini';
import { tokenSchema } from './token.ts';
import { MAX_OPTIONS } from '../quiz/limits.ts';
import { parseJson } from '../text/json.ts';
import { maxLength } from '../text/length.ts';

/** The maximum size of a client's message, in bytes. */
export const MAX_MESSAGE_BYTES = 4096;

/** The maximum length of a name as typed, in characters: the rules clean names before they check their width. */
export const MAX_NAME_LENGTH = 200;

const nameSchema = z.string().check(maxLength(MAX_NAME_LENGTH));
const pinSchema = z.string().check(maxLength(20));
const codeSchema = z.string().check(maxLength(20));
/** The largest number that a ping may carry. */
const MAX_PING_ID = 999_999_999;

const indexesSchema = z.readonly(z.array(z.int()).check(maxLength(MAX_OPTIONS)));

const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('join'),
    pin: pinSchema,
    name: z.optional(nameSchema),
    team: z.optional(nameSchema),
    token: z.optional(tokenSchema),
  }),
  z.object({ type: z.literal('resume'), token: tokenSchema }),
  z.object({ type: z.literal('continue'), code: codeSchema, token: z.optional(tokenSchema) }),
  z.object({ type: z.literal('watch'), pin: pinSchema }),
  z.object({
    type: z.literal('answer'),
    question: z.int().check(z.gte(0)),
    answer: z.union([z.number(), z.boolean(), z.string(), indexesSchema]),
    elapsed: z.optional(z.number().check(z.gte(0))),
    game: z.optional(z.int()),
  }),
  z.object({ type: z.literal('review'), question: z.int().check(z.gte(0)) }),
  z.object({ type: z.literal('rename'), name: nameSchema }),
  z.object({ type: z.literal('move') }),
  z.object({ type: z.literal('leave') }),
  z.object({ type: z.literal('ping'), id: z.int().check(z.gte(0), z.lte(MAX_PING_ID)) }),
]);

/** A message from a client. Unknown keys are ignored, so that newer clients can talk to older servers. */
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** Parses a client's message. Returns undefined if it is invalid; never throws. */
export function parseClientMessage(text: string): ClientMessage | undefined {
  return clientMessageSchema.safeParse(parseJson(text)).data;
}
