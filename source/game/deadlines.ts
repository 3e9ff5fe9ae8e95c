import type { Game, Round } from './game.ts';

/** How long a question waits for disconnected players, in milliseconds. */
export const RECONNECT_GRACE_MS = 10_000;

/**
 * Returns when the phase ends automatically, in milliseconds of the server's clock; null if only the host can end it. A time
 * before `now` is overdue.
 *
 * - `ready` ends when the question opens, and `question` when its time is up or everybody has answered.
 * - The lobby ends once enough players are connected, and `reveal` and `standings` after a while, if the game is set to do so.
 */
export function dueAt(game: Game, now: number): number | null {
  const { round, phaseStartedAt } = game;
  const { startAt, autoAfter } = game.settings;
  if (game.phase === 'lobby') return startAt !== null && game.connectedCount >= startAt ? now : null;
  if (game.phase === 'reveal' || game.phase === 'standings') {
    return autoAfter === null ? null : phaseStartedAt + autoAfter * 1000;
  }
  if (!round || round.pausedAt !== null) return null;
  if (game.phase === 'ready') return round.opensAt;
  if (game.phase !== 'question') return null;
  const answeredAt = everybodyAnsweredAt(game, round, now);
  return answeredAt === now ? now : earlier(round.closesAt, answeredAt);
}

/**
 * Returns when the question stops waiting for answers, unless someone connects before then: now, or when the last
 * disconnected player has had time to reconnect. Null while a connected player has not answered, or if nobody has.
 */
function everybodyAnsweredAt(game: Game, round: Round, now: number): number | null {
  if (game.pendingAnswers > 0 || round.answered === 0) return null;
  const last = round.missing.at(-1);
  return last ? Math.max(now, last.since + RECONNECT_GRACE_MS) : now;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
