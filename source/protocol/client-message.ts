import * as z from 'zod/mini';
import { parseJson } from '../text/json.ts';
import { maxLength } from '../text/length.ts';

/** The most that one message of a client may hold, in bytes. */
export const MAX_MESSAGE_BYTES = 4096;

const token = z.string().check(z.regex(/^[\w-]{22,64}$/u));
const pin = z.string().check(maxLength(20));

const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('join'),
    pin,
    name: z.optional(z.string().check(maxLength(200))),
    team: z.optional(z.string().check(maxLength(200))),
    token: z.optional(token),
  }),
  z.object({ type: z.literal('resume'), token }),
  z.object({ type: z.literal('watch'), pin }),
  z.object({
    type: z.literal('answer'),
    question: z.int().check(z.gte(0)),
    answer: z.union([z.number(), z.boolean(), z.string(), z.readonly(z.array(z.int()).check(maxLength(8)))]),
    elapsed: z.optional(z.number().check(z.gte(0))),
    game: z.optional(z.int()),
  }),
  z.object({ type: z.literal('leave') }),
]);

/** What a client may say. Keys that are not known are passed over, so that newer clients can talk to older servers. */
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** A client's message from its text, or undefined where it is not understood. Never throws. */
export function parseClientMessage(text: string): ClientMessage | undefined {
  return clientMessageSchema.safeParse(parseJson(text)).data;
}
