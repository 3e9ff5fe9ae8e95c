import type { GameCreated, GameEvent } from './events.ts';
import type { Game } from './game.ts';

/**
 * Creates the next game with the same quiz, shuffled anew, and the events that seat the players of the last game, except
 * those who left or were kicked. A locked game stays locked.
 */
export function playAgain(
  last: GameCreated,
  { number, players, locked }: Game,
  at: number,
): { created: GameCreated; events: GameEvent[] } {
  const game = number + 1;
  const created = { ...last, at, game, seed: `${last.seed}/${game}` };
  const events = [...players.values()].flatMap(({ id: player, name, team, tokenHash, presence, kicked }) => {
    if (kicked || presence === 'left') return [];
    const joined: GameEvent = { type: 'player-joined', at, player, name, team, tokenHash };
    const disconnected: GameEvent = { type: 'player-disconnected', at, player };
    return presence === 'disconnected' ? [joined, disconnected] : [joined];
  });
  const lock: GameEvent[] = locked ? [{ type: 'game-locked', at }] : [];
  return { created, events: [...events, ...lock] };
}
