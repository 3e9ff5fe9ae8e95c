import type { GameCreated, GameEvent } from '../../source/game/events.ts';

interface WrittenGame {
  readonly created: GameCreated;
  readonly events: readonly GameEvent[];
}

/** A game as its journal has it. */
export function journalText({ created, events }: WrittenGame): string {
  return [created, ...events].map((event) => `${JSON.stringify(event)}\n`).join('');
}
