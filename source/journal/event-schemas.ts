import * as z from 'zod/mini';
import { MAX_GIVEN_POINTS } from '../game/decide-players.ts';
import { MAX_REASON_LENGTH } from '../game/disputes.ts';
import type { GameCreated, GameEvent } from '../game/events.ts';
import { MAX_TIME_FACTOR } from '../game/settings.ts';
import { pinSchema } from '../protocol/token.ts';
import { MAX_OPTIONS, MAX_QUESTIONS, MAX_TEAMS } from '../quiz/limits.ts';
import { timeLimitSchema } from '../quiz/questions/question-type.ts';
import { quizSchema } from '../quiz/quiz.ts';
import { cleanText } from '../text/clean.ts';
import { maxLength, minLength } from '../text/length.ts';

/** Bounds the work of shuffling, which hashes the whole seed for each question. "Play again" makes the seed a little longer. */
const MAX_SEED_LENGTH = 10_000;

/** The last moment that a `Date` can hold, in milliseconds since the epoch. */
const MAX_DATE_MS = 8.64e15;

/** In milliseconds: a moment or a length of time. */
const at = z.number().check(z.gte(0), z.lte(MAX_DATE_MS));
/** Ids have 10 characters, hashes of tokens 43. Clients reject more than 64. Neither is ever drawn on a screen. */
const id = z.string().check(minLength(1), maxLength(64));
const player = id;
const question = z.int().check(z.gte(0), z.lt(MAX_QUESTIONS));
/** A journal may come from somebody else, and its texts are drawn on a terminal. */
const text = z.string().check(maxLength(400), z.overwrite(cleanText));
/** A name has at most 24 terminal cells, but more characters, because combining marks take up none. */
const name = text.check(minLength(1));
const team = z.nullable(name);
const answer = z.union([z.number(), z.boolean(), text, z.array(z.int()).check(maxLength(MAX_OPTIONS))]);
const reason = text.check(minLength(1), maxLength(MAX_REASON_LENGTH));
const score = z.number().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER));

/** The second line of a journal. */
export const gameCreatedSchema: z.ZodMiniType<GameCreated> = z.object({
  type: z.literal('game-created'),
  at,
  room: id,
  game: z.int().check(z.gte(1)),
  // Never drawn on a screen. Cleaning would change what is shuffled from it.
  seed: z.string().check(maxLength(MAX_SEED_LENGTH)),
  quiz: quizSchema,
  settings: z.object({
    scoring: z.enum(['speed', 'accuracy', 'off']),
    streaks: z.boolean(),
    timing: z.enum(['fair', 'strict']),
    shuffle: z.nullable(z.enum(['questions', 'answers', 'both'])),
    time: timeLimitSchema,
    timeFactor: z.number().check(z.gte(0), z.lte(MAX_TIME_FACTOR)),
    maxPlayers: z.int().check(z.gte(1)),
    lateJoin: z.boolean(),
    autoSubmit: z.boolean(),
    names: z.enum(['own', 'generated']),
    teams: z.nullable(z.array(name).check(minLength(2), maxLength(MAX_TEAMS))),
    startAt: z.nullable(z.int().check(z.gte(1))),
    autoAfter: z.nullable(z.number().check(z.gte(0), z.lte(3600))),
  }),
});

/** Every line after the second. */
export const gameEventSchema: z.ZodMiniType<GameEvent> = z.discriminatedUnion('type', [
  z.object({ type: z.literal('player-joined'), at, player, name, team, tokenHash: id }),
  z.object({ type: z.literal('player-connected'), at, player }),
  z.object({ type: z.literal('player-disconnected'), at, player }),
  z.object({ type: z.literal('player-left'), at, player }),
  z.object({ type: z.literal('player-kicked'), at, player }),
  z.object({ type: z.literal('player-readmitted'), at, player }),
  z.object({ type: z.literal('player-renamed'), at, player, name }),
  z.object({ type: z.literal('player-moved'), at, player, tokenHash: id }),
  z.object({
    type: z.literal('points-given'),
    at,
    player,
    points: z.int().check(z.gte(-MAX_GIVEN_POINTS), z.lte(MAX_GIVEN_POINTS)),
    reason: z.exactOptional(reason),
  }),
  z.object({ type: z.literal('players-removed'), at, players: z.array(player), banned: z.boolean() }),
  z.object({ type: z.literal('game-locked'), at }),
  z.object({ type: z.literal('game-unlocked'), at }),
  z.object({ type: z.literal('pin-changed'), at, pin: pinSchema }),
  z.object({ type: z.literal('start-scheduled'), at, startsAt: at }),
  z.object({ type: z.literal('question-announced'), at, question, opensAt: at }),
  z.object({ type: z.literal('question-skipped'), at, question }),
  z.object({ type: z.literal('question-opened'), at, question, closesAt: z.nullable(at) }),
  z.object({ type: z.literal('question-extended'), at, question, closesAt: at }),
  z.object({
    type: z.literal('answer-accepted'),
    at,
    player,
    question,
    answer,
    time: at,
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
  z.object({ type: z.literal('question-voided'), at, question, reason: z.exactOptional(reason) }),
  z.object({ type: z.literal('answer-allowed'), at, question, answer }),
  z.object({ type: z.literal('standings-shown'), at }),
  z.object({
    type: z.literal('podium-shown'),
    at,
    shownAt: at,
    standings: z.array(z.object({ player, rank: z.int().check(z.gte(0)), name, team, score })),
  }),
  z.object({ type: z.literal('podium-revealed'), at }),
  z.object({ type: z.literal('game-ended'), at }),
  z.object({ type: z.literal('time-passed'), at }),
  z.object({ type: z.literal('host-returned'), at, downSince: at, restarted: z.boolean() }),
]);
