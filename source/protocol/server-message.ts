import * as z from 'zod/mini';
import { boundedText, count, shownName, time, viewVersion } from './fields.ts';
import { moveCodeSchema } from './move-code.ts';
import {
  type ByeCode,
  type RejectionCode,
  byeMessages,
  byeCodes,
  parseRejectionCode,
  rejectionMessages,
} from './rejections.ts';
import { answer, asked, disputeFields, stageSchema } from './stage-schema.ts';
import { pinSchema, tokenSchema } from './token.ts';
import { MAX_EXPLANATION_LENGTH, MAX_QUESTIONS, MAX_TITLE_LENGTH } from '../quiz/limits.ts';
import { isAnswerTo } from '../quiz/questions/shown-question.ts';
import { parseJson } from '../text/json.ts';
import type { Counts } from '../view/counts.ts';
import type { Review } from '../view/review.ts';
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
  /** The id of the room. It stays the same when the host resumes the game or plays again. */
  readonly room: string;
  /** Null for watchers. */
  readonly player: { readonly id: string; readonly name: string; readonly team: string | null } | null;
  /** Null for watchers over WebSocket. */
  readonly token: string | null;
  readonly quiz: { readonly title: string; readonly questions: number };
  /** Whether players choose their names or are given one. */
  readonly names: 'own' | 'generated';
  /** Whether people can play in a browser. */
  readonly page: boolean;
}

export interface Rejected {
  readonly type: 'rejected';
  readonly code: RejectionCode;
  /** The code in words. */
  readonly message: string;
  /** The question that a rejected answer named. */
  readonly question?: number | undefined;
  /** The id of the room that rejects; present at least if it rejects a seat. */
  readonly room?: string | undefined;
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

/** The code with which another device can continue the seat. */
export interface Move {
  readonly type: 'move';
  readonly code: string;
  /** Until when the code is valid, in milliseconds of the server's clock. */
  readonly expiresAt: number;
}

/** The reply to a `ping`, with its number. */
export interface Pong {
  readonly type: 'pong';
  readonly id: number;
}

export type ServerMessage = Welcome | Stage | Counts | You | Review | NewPin | Move | Pong | Rejected | Bye;

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

/** Compared with others, and never drawn on a screen. */
const roomId = boundedText(MAX_CODE_LENGTH);

/** The maximum length of the note on changed scores, in characters: it may quote eight options. */
const MAX_NOTE_LENGTH = 2500;

const counts = z.object({
  type: z.literal('counts'),
  version: viewVersion,
  stage: viewVersion,
  players: count,
  connected: count,
  answered: z.exactOptional(count),
});

const result = z.object({
  correct: z.boolean(),
  points: count,
  streakBonus: count,
  answer: z.nullable(answer),
  time: z.nullable(time),
});

const you = z.object({
  type: z.literal('you'),
  version: viewVersion,
  now: time,
  name: shownName,
  question: z.nullable(count),
  score: count,
  rank: z.nullable(count),
  streak: count,
  answered: z.boolean(),
  answer: z.nullable(answer),
  result: z.nullable(result),
  ahead: z.exactOptional(z.nullable(z.object({ name: shownName, by: count }))),
  note: z.exactOptional(boundedText(MAX_NOTE_LENGTH)),
  summary: z.exactOptional(
    z.object({ correct: count, questions: count, bestStreak: count, fastest: z.nullable(time) }),
  ),
});

const review = z
  .object({
    type: z.literal('review'),
    question: asked,
    correct: z.nullable(answer),
    explanation: z.exactOptional(boundedText(MAX_EXPLANATION_LENGTH)),
    ...disputeFields,
    result: z.nullable(result),
  })
  .check(z.refine(hasFittingAnswers));

/** Whether the answers in a review are answers to its question. */
function hasFittingAnswers({ question, correct, allowed = [], result: own }: Review): boolean {
  const answers = [correct, ...allowed, own?.answer ?? null].filter((each) => each !== null);
  return answers.every((each) => isAnswerTo(question, each));
}

const welcome = z.object({
  type: z.literal('welcome'),
  protocol: count,
  version: boundedText(MAX_CODE_LENGTH),
  now: time,
  room: roomId,
  player: z.nullable(
    z.object({ id: boundedText(MAX_CODE_LENGTH), name: shownName, team: z.nullable(shownName) }),
  ),
  token: z.nullable(tokenSchema),
  quiz: z.object({
    title: boundedText(MAX_TITLE_LENGTH),
    questions: count.check(z.lte(MAX_QUESTIONS)),
  }),
  names: z.enum(['own', 'generated']),
  page: z.boolean(),
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
    room: z.exactOptional(roomId),
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
  review,
  welcome,
  z.object({ type: z.literal('pin'), pin: pinSchema }),
  z.object({ type: z.literal('move'), code: moveCodeSchema, expiresAt: time }),
  z.object({ type: z.literal('pong'), id: count }),
  rejected,
  bye,
]);
