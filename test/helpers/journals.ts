import type { JournalHeader } from '../../source/journal/header.ts';
import type { GameCreated, GameEvent } from '../../source/game/events.ts';

/** The header of test journals. */
export const HEADER: JournalHeader = { type: 'journal', format: 1, pin: '482913', port: 7849, serving: {} };

interface WrittenGame {
  readonly created: GameCreated;
  readonly events: readonly GameEvent[];
}

/** Returns the text of a game's journal. */
export function journalText({ created, events }: WrittenGame): string {
  return [HEADER, created, ...events].map((event) => `${JSON.stringify(event)}\n`).join('');
}
