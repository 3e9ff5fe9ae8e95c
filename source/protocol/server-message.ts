import * as z from 'zod/mini';
import { boundedText, count, shownName, time, viewVersion } from './fields.ts';
import {
  type ByeCode,
  type RejectionCode,
  byeMessages,
  byeCodes,
  parseRejectionCode,
  rejectionMessages,
} from './rejections.ts';
import { answer, stageSchema } from './stage-schema.ts';
import { pinSchema, tokenSchema } from './token.ts';
import { MAX_QUESTIONS, MAX_TITLE_LENGTH } from '../quiz/quiz.ts';
import { parseJson } from '../text/json.ts';
import type { Counts } from '../view/counts.ts';
import type { Stage } from '../view/stage.ts';
import type { You } from '../view/you.ts';

/** The first message to a seat. */
export interface Welcome {
  readonly type: 'welcome';
  /** The version of the protocol. */
  readonly protocol: number;
  /** The server's version of termquiz. */
  readonly version: string;
  /** The server's clock when this was created, in milliseconds. */
  readonly now: number;
  /** Null for watchers. */
  readonly player: { readonly id: string; readonly name: string; readonly team: string | null } | null;
  /** Null for watchers over WebSocket. */
  readonly token: string | null;
  readonly quiz: { readonly title: string; readonly questions: number };
}

export interface Rejected {
  readonly type: 'rejected';
  readonly code: RejectionCode;
  /** The code in words. */
  readonly message: string;
  /** The question that a rejected answer named. */
  readonly question?: number | undefined;
}

/** The last message to a seat. */
export interface Bye {
  readonly type: 'bye';
  readonly code: ByeCode;
  readonly message: string;
}

/** The new PIN, for watchers, whose screens show it and who need it to come back. */
export interface NewPin {
  readonly type: 'pin';
  readonly pin: string;
}

export type ServerMessage = Welcome | Stage | Counts | You | NewPin | Rejected | Bye;

/**
 * The maximum size of a server's message, and of its response over HTTP, in bytes. The largest stage, the podium after a thousand
 * questions, has less than a fifth of it.
 */
export const MAX_SERVER_MESSAGE_BYTES = 256 * 1024;

/**
 * Parses a server's message, and cleans its texts for the terminal, because the server is not trusted. Returns undefined if the
 * message is invalid; never throws.
 */
export function parseServerMessage(text: string): ServerMessage | undefined {
  return asServerMessage(parseJson(text));
}

/** Like `parseServerMessage`, for parsed JSON. */
export function asServerMessage(value: unknown): ServerMessage | undefined {
  return serverMessageSchema.safeParse(value).data;
}

/** The maximum length of a server's words for a code that only newer versions know, in characters. */
const MAX_WORDS_LENGTH = 200;

/** The maximum length of a name for something in the protocol, or of a version, in characters. */
const MAX_CODE_LENGTH = 64;

const counts = z.object({
  type: z.literal('counts'),
  version: viewVersion,
  stage: viewVersion,
  players: count,
  connected: count,
  answered: z.exactOptional(count),
});

const you = z.object({
  type: z.literal('you'),
  version: viewVersion,
  now: time,
  question: z.nullable(count),
  score: count,
  rank: z.nullable(count),
  streak: count,
  answered: z.boolean(),
  answer: z.nullable(answer),
  result: z.nullable(
    z.object({
      correct: z.boolean(),
      points: count,
      streakBonus: count,
      answer: z.nullable(answer),
      time: z.nullable(time),
    }),
  ),
  ahead: z.exactOptional(z.nullable(z.object({ name: shownName, by: count }))),
});

const welcome = z.object({
  type: z.literal('welcome'),
  protocol: count,
  version: boundedText(MAX_CODE_LENGTH),
  now: time,
  player: z.nullable(
    z.object({ id: boundedText(MAX_CODE_LENGTH), name: shownName, team: z.nullable(shownName) }),
  ),
  token: z.nullable(tokenSchema),
  quiz: z.object({
    title: boundedText(MAX_TITLE_LENGTH),
    questions: count.check(z.lte(MAX_QUESTIONS)),
  }),
});

/**
 * Replaces the server's words for a code with our own, so that it cannot put words into the program's mouth. Quotes its words for a
 * code that only newer versions know.
 */
const rejected = z.pipe(
  z.object({
    type: z.literal('rejected'),
    code: boundedText(MAX_CODE_LENGTH),
    message: boundedText(MAX_WORDS_LENGTH),
    question: z.exactOptional(count),
  }),
  z.transform(({ code: name, message: words, ...rest }) => {
    const code = parseRejectionCode(name);
    const isKnown = code === name || words === '';
    return { ...rest, code, message: isKnown ? rejectionMessages[code] : `The host says: ${words}` };
  }),
);

const bye = z.pipe(
  z.object({ type: z.literal('bye'), code: z.enum(byeCodes) }),
  z.transform(({ type, code }) => ({ type, code, message: byeMessages[code] })),
);

const serverMessageSchema: z.ZodMiniType<ServerMessage> = z.union([
  stageSchema,
  counts,
  you,
  welcome,
  z.object({ type: z.literal('pin'), pin: pinSchema }),
  rejected,
  bye,
]);
