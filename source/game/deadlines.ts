import type { Game, Round } from './game.ts';

/** How long a question waits for disconnected players, in milliseconds. */
export const RECONNECT_GRACE_MS = 10_000;

/** Returns when a lobby, a reveal or the standings continue automatically, apart from a pause; null if only the host continues. */
export function continuesAt({ phase, phaseStartedAt, startsAt, settings }: Game): number | null {
  if (phase === 'lobby') return startsAt;
  const continues = (phase === 'reveal' || phase === 'standings') && settings.autoAfter !== null;
  return continues ? phaseStartedAt + settings.autoAfter * 1000 : null;
}

/** Whether the phase has a countdown to stop: a lobby has one only in games that start automatically. */
export function isPausable({ phase, settings }: Game): boolean {
  switch (phase) {
    case 'lobby':
      return settings.startAt !== null;
    case 'ready':
    case 'question':
      return true;
    case 'reveal':
    case 'standings':
      return settings.autoAfter !== null;
    default:
      return false;
  }
}

/**
 * Returns when the phase ends automatically, in milliseconds of the server's clock; null if only the host can end it. A time
 * before `now` is overdue.
 *
 * - `ready` ends when the question opens, and `question` when its time is up or everybody has answered.
 * - If the game is set to do so, `reveal` and `standings` end after a while, and so does the lobby once enough players are connected.
 */
export function dueAt(game: Game, now: number): number | null {
  const { phase, round } = game;
  if (game.pausedAt !== null) return null;
  if (phase === 'lobby' && game.startsAt === null) return hasEnoughPlayers(game) ? now : null;
  if (phase === 'ready' && round) return round.opensAt;
  if (phase !== 'question' || !round) return continuesAt(game);
  const answeredAt = everybodyAnsweredAt(game, round, now);
  return answeredAt === now ? now : earlier(round.closesAt, answeredAt);
}

function hasEnoughPlayers({ settings: { startAt }, connectedCount }: Game): boolean {
  return startAt !== null && connectedCount >= startAt;
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
