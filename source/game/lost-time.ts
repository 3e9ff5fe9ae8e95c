import { RECONNECT_GRACE_MS } from './deadlines.ts';
import type { Game, Player, Round } from './game.ts';

/** The pause did not happen: what was to come moves by its length. */
export function resumeRound(game: Game, round: Round, at: number): void {
  const lengthMs = at - (round.pausedAt ?? at);
  round.pausedAt = null;
  postpone(round, lengthMs);
  extendForReconnects(game, round);
}

/** Nobody is connected to a host that comes back: everybody has the usual time to return. A pause goes on. */
export function addDowntime(game: Game, at: number, downSince: number): void {
  const { round } = game;
  for (const player of game.players.values()) {
    if (player.presence !== 'left') disconnect(game, player, 'disconnected', at);
  }
  game.phaseStartedAt += at - downSince;
  game.reconnectUntil = at + RECONNECT_GRACE_MS;
  if (!round || round.pausedAt !== null) return;
  postpone(round, at - downSince);
  extendForReconnects(game, round);
}

/** An open question does not close before those who were here have had the time to return to a host that was away. */
export function extendForReconnects({ phase, players, reconnectUntil }: Game, round: Round): void {
  if (phase !== 'question' || round.closesAt === null || round.closesAt >= reconnectUntil) return;
  const isMissed = [...players.values()].some(
    ({ presence, answer }) => presence === 'disconnected' && answer === null,
  );
  if (isMissed) round.closesAt = reconnectUntil;
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
  game.connectedCount++;
  if (isAwaited(game, player)) game.pendingAnswers++;
}

/** The player is away since `at`: `lost` without a goodbye. */
export function disconnect(game: Game, player: Player, presence: 'disconnected' | 'left', at: number): void {
  if (player.presence === 'connected') {
    game.connectedCount--;
    if (isAwaited(game, player)) game.pendingAnswers--;
  }
  player.presence = presence;
  player.disconnectedAt = at;
}

/** Whether the open question still waits for this player's answer. */
function isAwaited(game: Game, player: Player): boolean {
  return game.phase === 'question' && player.answer === null;
}
