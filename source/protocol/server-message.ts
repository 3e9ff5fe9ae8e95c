import * as z from 'zod/mini';
import { type RejectionCode, parseRejectionCode } from './rejections.ts';
import { cleanCode, cleanText } from '../text/clean.ts';
import { questionTypeNames } from '../quiz/questions/question-type.ts';
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

export type ByeCode = 'kicked' | 'ended' | 'host-left' | 'replaced';

export type ServerMessage = Welcome | Stage | Counts | You | Rejected | Bye;

/**
 * Parses a server's message and cleans its texts for the terminal, because the server is not trusted. Returns undefined if the
 * message is invalid; never throws.
 */
export function parseServerMessage(text: string): ServerMessage | undefined {
  return serverMessageSchema.safeParse(parseJson(text)).data;
}

const text = z.string().check(z.overwrite(cleanText));
const time = z.number();
const count = z.int().check(z.gte(0));
const rank = z.nullable(z.int());

const announced = {
  index: count,
  total: count,
  type: z.enum(questionTypeNames),
  text,
};

const asked = z.object({
  ...announced,
  code: z.exactOptional(z.object({ language: text, text: z.string().check(z.overwrite(cleanCode)) })),
  options: z.exactOptional(z.array(text)),
  items: z.exactOptional(z.array(text)),
  unit: z.exactOptional(text),
  points: z.number(),
  time: z.number(),
});

const answer = z.union([z.number(), z.boolean(), text, z.array(z.int())]);

const standing = { rank: z.int(), name: text, score: z.number(), change: z.nullable(z.int()) };

const standings = {
  top: z.array(z.object({ ...standing, team: z.nullable(text) })),
  teams: z.exactOptional(z.array(z.object(standing))),
};

const stageFields = {
  type: z.literal('stage'),
  version: z.number(),
  game: count,
  players: count,
  connected: count,
};

const stage = z.discriminatedUnion('phase', [
  z.object({ ...stageFields, phase: z.literal('lobby'), names: z.array(text), locked: z.boolean() }),
  z.object({
    ...stageFields,
    phase: z.literal('ready'),
    question: z.object(announced),
    opensAt: time,
    pausedAt: z.nullable(time),
  }),
  z.object({
    ...stageFields,
    phase: z.literal('question'),
    question: asked,
    openedAt: time,
    closesAt: z.nullable(time),
    pausedAt: z.nullable(time),
    answered: count,
  }),
  z.object({
    ...stageFields,
    phase: z.literal('reveal'),
    question: asked,
    correct: z.nullable(answer),
    distribution: z.union([
      z.array(count),
      z.array(z.object({ answer: z.union([z.number(), text]), count })),
    ]),
    explanation: z.exactOptional(text),
  }),
  z.object({ ...stageFields, phase: z.literal('standings'), ...standings }),
  z.object({
    ...stageFields,
    phase: z.literal('podium'),
    ...standings,
    questions: z.array(z.object({ index: count, correct: count, answered: count })),
  }),
]);

const counts = z.object({
  type: z.literal('counts'),
  version: z.number(),
  stage: z.number(),
  players: count,
  connected: count,
  answered: z.exactOptional(count),
});

const you = z.object({
  type: z.literal('you'),
  version: z.number(),
  now: time,
  question: z.nullable(count),
  score: z.number(),
  rank,
  streak: count,
  answered: z.boolean(),
  answer: z.nullable(answer),
  result: z.nullable(
    z.object({
      correct: z.boolean(),
      points: z.number(),
      streakBonus: z.number(),
      answer: z.nullable(answer),
      time: z.nullable(z.number()),
    }),
  ),
  ahead: z.exactOptional(z.nullable(z.object({ name: text, by: z.number() }))),
});

const welcome = z.object({
  type: z.literal('welcome'),
  protocol: z.int(),
  version: text,
  now: time,
  player: z.nullable(z.object({ id: z.string(), name: text, team: z.nullable(text) })),
  token: z.nullable(z.string()),
  quiz: z.object({ title: text, questions: count }),
});

const serverMessageSchema: z.ZodMiniType<ServerMessage> = z.union([
  stage,
  counts,
  you,
  welcome,
  z.object({
    type: z.literal('rejected'),
    code: z.pipe(z.string(), z.transform(parseRejectionCode)),
    message: text,
    question: z.exactOptional(count),
  }),
  z.object({
    type: z.literal('bye'),
    code: z.enum(['kicked', 'ended', 'host-left', 'replaced']),
    message: text,
  }),
]);
