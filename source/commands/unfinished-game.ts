import { isUnfinished } from '../game/read-journal.ts';
import { type KeptGame, journals, keptGame } from './journals.ts';

/** The unfinished game that a journal keeps, or why it cannot be gone on with, in a sentence. */
export async function unfinishedGame(file: string): Promise<KeptGame | string> {
  const game = await keptGame(file);
  if (typeof game === 'string' || isUnfinished(game.past)) return game;
  return `${file}: this game has ended: there is nothing to go on with.`;
}

/** The newest game in a state folder that is unfinished and can be read; undefined where there is none to go on with. */
export async function newestUnfinishedGame(stateDir: string): Promise<KeptGame | undefined> {
  for (const file of await journals(stateDir)) {
    const game = await unfinishedGame(file);
    if (typeof game !== 'string') return game;
  }
  return undefined;
}
