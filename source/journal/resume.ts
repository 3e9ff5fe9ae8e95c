import { stat } from 'node:fs/promises';
import { journalFiles } from './catalogue.ts';
import { isJournalInUse, journalInUseNotice } from './lock.ts';
import { hasEnded } from './read-journal.ts';
import {
  type SavedGame,
  hadPlayers,
  isLostGame,
  openSavedGame,
  problemWithAdvice,
  readSavedGame,
  stateOf,
} from './saved-game.ts';
import { RESUME_WITHIN_MS } from '../protocol/endpoints.ts';

/** Returns the game in a journal, or a message that says why it cannot be resumed. */
export async function resumableGame(file: string): Promise<SavedGame | string> {
  const game = await openSavedGame(file);
  if (typeof game === 'string') return game;
  if (hasEnded(game)) return `${file}: this game has ended and cannot be resumed.`;
  return journalInUseNotice(file) ?? game;
}

/**
 * Returns the game that a host most likely wants to resume: the one from `recentlyInterruptedGame`, otherwise the newest that
 * has not ended and has no host. Returns a message if that game cannot be resumed, and undefined if there is none. Never skips
 * a damaged journal in favour of an older game, because its players are waiting.
 *
 * @param now In milliseconds since the epoch.
 */
export async function latestResumableGame(
  stateDir: string,
  now: number,
): Promise<SavedGame | string | undefined> {
  const recent = await recentlyInterruptedGame(stateDir, now);
  if (recent) return recent;
  const files = await journalFiles(stateDir);
  for (const file of files.filter((each) => !isJournalInUse(each))) {
    const game = await readSavedGame(file);
    if (isLostGame(game)) return problemWithAdvice(file, game);
    if (!('reason' in game) && !hasEnded(game)) return game;
  }
  return files.map((file) => journalInUseNotice(file)).find((notice) => notice !== undefined);
}

/**
 * Returns the newest game with players that was interrupted before its podium, and so recently that its players still wait
 * for it.
 *
 * @param now In milliseconds since the epoch.
 */
export async function recentlyInterruptedGame(stateDir: string, now: number): Promise<SavedGame | undefined> {
  for (const file of await journalFiles(stateDir)) {
    const isRecent = now - (await modifiedAt(file)) < RESUME_WITHIN_MS;
    if (!isRecent || isJournalInUse(file)) continue;
    const game = await readSavedGame(file);
    // It cannot be resumed, and nothing older takes its place.
    if (isLostGame(game)) return undefined;
    if (!('reason' in game) && isMissed(game)) return game;
  }
  return undefined;
}

function isMissed(game: SavedGame): boolean {
  return !hasEnded(game) && stateOf(game) === 'interrupted' && hadPlayers(game);
}

/** When a file was last written, in milliseconds since the epoch. */
async function modifiedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    // Deleted since it was listed.
    return -Infinity;
  }
}
