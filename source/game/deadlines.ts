import type { Game, Round } from './game.ts';

/** How long a question waits for a player whose connection was lost, in milliseconds. */
export const RECONNECT_GRACE_MS = 10_000;

/**
 * When the phase ends by itself, in milliseconds of the server's clock: `ready` when the question opens, `question` when
 * the time is up or everybody has answered; where the game was set to, the lobby when enough players are connected, and
 * `reveal` and `standings` after a while. Null where only the host goes on. Before `now` where that was to happen already.
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
 * When everybody will have answered, if nobody connects until then: at once, or when the last player whose connection was
 * lost has had the time to come back. Null while somebody who is connected is still thinking, or nobody has answered.
 */
function everybodyAnsweredAt(game: Game, round: Round, now: number): number | null {
  if (game.pendingAnswers > 0 || round.answered === 0) return null;
  let at = now;
  for (const player of game.players.values()) {
    if (player.presence === 'disconnected' && player.answer === null)
      at = Math.max(at, player.disconnectedAt + RECONNECT_GRACE_MS);
  }
  return at;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
