import { RETURN_GRACE_MS } from './deadlines.ts';
import type { Game, Player, Round } from './game.ts';

/** The pause did not happen: what was to come moves by its length. */
export function endPause(game: Game, round: Round, at: number): void {
  const lengthMs = at - (round.pausedAt ?? at);
  round.pausedAt = null;
  postpone(round, lengthMs);
  waitForReturns(game, round);
}

/** Nobody is connected to a host that comes back: everybody has the usual time to return. A pause goes on. */
export function skipDowntime(game: Game, at: number, downSince: number): void {
  const { round } = game;
  for (const player of game.players.values()) {
    if (player.presence !== 'left') disconnect(game, player, 'disconnected', at);
  }
  game.phaseSince += at - downSince;
  game.returnsUntil = at + RETURN_GRACE_MS;
  if (!round || round.pausedAt !== null) return;
  postpone(round, at - downSince);
  waitForReturns(game, round);
}

/** An open question does not close before those who were here have had the time to return to a host that was away. */
export function waitForReturns({ phase, players, returnsUntil }: Game, round: Round): void {
  if (phase !== 'question' || round.closesAt === null || round.closesAt >= returnsUntil) return;
  const isMissed = [...players.values()].some(
    ({ presence, answer }) => presence === 'disconnected' && answer === null,
  );
  if (isMissed) round.closesAt = returnsUntil;
}

function postpone(round: Round, lengthMs: number): void {
  round.opensAt += lengthMs;
  round.openedAt += lengthMs;
  if (round.closesAt !== null) round.closesAt += lengthMs;
}

/** The player is here. */
export function connect(game: Game, player: Player): void {
  if (player.presence === 'connected') return;
  player.presence = 'connected';
  game.connected++;
  if (isAwaited(game, player)) game.awaited++;
}

/** The player is away since `at`: `lost` without a goodbye. */
export function disconnect(game: Game, player: Player, presence: 'disconnected' | 'left', at: number): void {
  if (player.presence === 'connected') {
    game.connected--;
    if (isAwaited(game, player)) game.awaited--;
  }
  player.presence = presence;
  player.disconnectedAt = at;
}

/** Whether the open question still waits for this player's answer. */
function isAwaited(game: Game, player: Player): boolean {
  return game.phase === 'question' && player.answer === null;
}
