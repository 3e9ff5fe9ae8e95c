import type { GameCreated, GameEvent } from './events.ts';
import type { Game } from './game.ts';

/**
 * Another game of the same quiz, in its own order, with those who have not left: what it starts from, and the events that
 * seat its players. Who was shut out stays out: it is locked where the game before was.
 */
export function playAgain(
  before: GameCreated,
  { number, players, locked }: Game,
  at: number,
): { created: GameCreated; events: GameEvent[] } {
  const game = number + 1;
  const created = { ...before, at, game, seed: `${before.seed}/${game}` };
  const events = [...players.values()].flatMap(({ id: player, name, team, tokenHash, presence, kicked }) => {
    if (kicked || presence === 'left') return [];
    const joined: GameEvent = { type: 'player-joined', at, player, name, team, tokenHash };
    const disconnected: GameEvent = { type: 'player-disconnected', at, player };
    return presence === 'disconnected' ? [joined, disconnected] : [joined];
  });
  const lock: GameEvent[] = locked ? [{ type: 'game-locked', at }] : [];
  return { created, events: [...events, ...lock] };
}
