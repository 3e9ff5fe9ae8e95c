import { RETURN_GRACE_MS } from './due.ts';
import type { Game, Round } from './game.ts';
import { disconnect } from './presence.ts';

/** The pause did not happen: what was to come moves by its length. */
export function endPause(round: Round, at: number): void {
  const lengthMs = at - (round.pausedAt ?? at);
  round.pausedAt = null;
  postpone(round, lengthMs);
}

/**
 * Nobody is connected to a host that comes back: everybody has the usual time to return, and an open question does not
 * close before. A pause goes on.
 */
export function skipDowntime(game: Game, at: number, downSince: number): void {
  const { round } = game;
  for (const player of game.players.values()) {
    if (player.presence !== 'left') disconnect(game, player, 'lost', at);
  }
  game.phaseSince += at - downSince;
  if (!round || round.pausedAt !== null) return;
  postpone(round, at - downSince);
  if (round.closesAt !== null && awaitsReturns(game)) {
    round.closesAt = Math.max(round.closesAt, at + RETURN_GRACE_MS);
  }
}

function postpone(round: Round, lengthMs: number): void {
  round.opensAt += lengthMs;
  round.openedAt += lengthMs;
  if (round.closesAt !== null) round.closesAt += lengthMs;
}

/** Whether the open question waits for somebody who was here and has to come back. */
function awaitsReturns({ phase, players }: Game): boolean {
  return (
    phase === 'question' &&
    [...players.values()].some(({ presence, answer }) => presence === 'lost' && answer === null)
  );
}
