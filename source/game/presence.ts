import type { Game, Player } from './game.ts';

/** The player is here. */
export function connect(game: Game, player: Player): void {
  if (player.presence === 'connected') return;
  player.presence = 'connected';
  game.connected++;
  if (isAwaited(game, player)) game.awaited++;
}

/** The player is away since `at`: `lost` without a goodbye. */
export function disconnect(game: Game, player: Player, presence: 'lost' | 'left', at: number): void {
  if (player.presence === 'connected') {
    game.connected--;
    if (isAwaited(game, player)) game.awaited--;
  }
  player.presence = presence;
  player.lostAt = at;
}

/** Whether the open question still waits for this player's answer. */
function isAwaited(game: Game, player: Player): boolean {
  return game.phase === 'question' && player.answer === null;
}
