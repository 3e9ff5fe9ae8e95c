import * as z from 'zod/mini';
import type { GameCreated, GameEvent } from '../game/events.ts';
import { pinSchema } from '../protocol/token.ts';
import { quizSchema } from '../quiz/quiz.ts';
import { cleanText } from '../text/clean.ts';

/** The last moment that a `Date` can hold, in milliseconds since the epoch; its negative is the first. */
const MAX_DATE_MS = 8.64e15;

const at = z.number().check(z.gte(-MAX_DATE_MS), z.lte(MAX_DATE_MS));
const player = z.string();
const question = z.int().check(z.gte(0));
/** A journal may come from somebody else, and its texts are drawn on a terminal. */
const text = z.string().check(z.overwrite(cleanText));
const name = text;
const team = z.nullable(text);

/** The second line of a journal. */
export const gameCreatedSchema: z.ZodMiniType<GameCreated> = z.object({
  type: z.literal('game-created'),
  at,
  game: z.int().check(z.gte(1)),
  // Never drawn on a screen. Cleaning would change what is shuffled from it.
  seed: z.string(),
  quiz: quizSchema,
  settings: z.object({
    scoring: z.enum(['speed', 'accuracy', 'off']),
    streaks: z.boolean(),
    timing: z.enum(['fair', 'strict']),
    shuffle: z.nullable(z.enum(['questions', 'answers', 'both'])),
    time: z.number(),
    maxPlayers: z.int(),
    lateJoin: z.boolean(),
    names: z.enum(['own', 'generated']),
    teams: z.nullable(z.array(text)),
    startAt: z.nullable(z.int()),
    autoAfter: z.nullable(z.number()),
  }),
});

/** Every line after the second. */
export const gameEventSchema: z.ZodMiniType<GameEvent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('player-joined'), at, player, name, team, tokenHash: z.string() }),
  z.object({ type: z.literal('player-connected'), at, player }),
  z.object({ type: z.literal('player-disconnected'), at, player }),
  z.object({ type: z.literal('player-left'), at, player }),
  z.object({ type: z.literal('player-kicked'), at, player }),
  z.object({ type: z.literal('players-removed'), at, players: z.array(player), banned: z.boolean() }),
  z.object({ type: z.literal('game-locked'), at }),
  z.object({ type: z.literal('game-unlocked'), at }),
  z.object({ type: z.literal('pin-changed'), at, pin: pinSchema }),
  z.object({ type: z.literal('question-announced'), at, question, opensAt: z.number() }),
  z.object({ type: z.literal('question-skipped'), at, question }),
  z.object({ type: z.literal('question-opened'), at, question, closesAt: z.nullable(z.number()) }),
  z.object({
    type: z.literal('answer-accepted'),
    at,
    player,
    question,
    answer: z.union([z.number(), z.boolean(), text, z.array(z.int())]),
    time: z.number(),
    clamped: z.exactOptional(z.literal(true)),
  }),
  z.object({ type: z.literal('game-paused'), at }),
  z.object({ type: z.literal('game-resumed'), at }),
  z.object({
    type: z.literal('question-closed'),
    at,
    question,
    reason: z.enum(['time', 'answered', 'host']),
  }),
  z.object({ type: z.literal('standings-shown'), at }),
  z.object({
    type: z.literal('podium-shown'),
    at,
    standings: z.array(z.object({ player, rank: z.int(), name, team, score: z.number() })),
  }),
  z.object({ type: z.literal('game-ended'), at }),
  z.object({ type: z.literal('time-passed'), at }),
  z.object({ type: z.literal('host-returned'), at, downSince: z.number(), restarted: z.boolean() }),
]);
