import type { GameCreated, GameEvent } from '../../source/game/events.ts';

/** A game as its journal has it. */
export function journalText(created: GameCreated, events: readonly GameEvent[]): string {
  return [created, ...events].map((event) => `${JSON.stringify(event)}\n`).join('');
}
