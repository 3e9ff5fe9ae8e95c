import { stat } from 'node:fs/promises';
import { isJournalTaken, takenNotice } from './lock.ts';
import { hasPlayers, stateOf } from './past-games.ts';
import { type PastGame, isUnfinished } from './read.ts';
import { type KeptGame, isLost, journals, keptGame, readGame, refusalOf } from './saved-games.ts';
import { counted } from '../text/numbers.ts';

/** The unfinished game that a journal keeps, or why it cannot be gone on with, in a sentence. */
export async function unfinishedGame(file: string): Promise<KeptGame | string> {
  const game = await keptGame(file);
  if (typeof game === 'string') return game;
  if (!isUnfinished(game.past)) return `${file}: this game has ended: there is nothing to go on with.`;
  return takenNotice(file) ?? game;
}

/**
 * The game in a state folder to go on with, or why it cannot be, in a sentence; undefined where there is none. It is the one
 * that `interruptionNotice` names, otherwise the newest that is unfinished and that no host runs. A damaged journal is not
 * passed over for an older game: the players wait for this one.
 *
 * @param now In milliseconds since the epoch.
 */
export async function newestUnfinishedGame(
  stateDir: string,
  now: number,
): Promise<KeptGame | string | undefined> {
  const missed = await missedGame(stateDir, now);
  if (missed) return missed;
  const files = await journals(stateDir);
  for (const file of files.filter((each) => !isJournalTaken(each))) {
    const game = await readGame(file);
    if (isLost(game)) return `${refusalOf(file, game)} ${OTHERS}`;
    if ('past' in game && isUnfinished(game.past)) return game;
  }
  return files.map(takenNotice).find((notice) => notice !== undefined);
}

/** What a host can do whose newest game cannot be read. */
const OTHERS = 'Another game is gone on with by its name: "termquiz report --list" shows them.';

/** A game that was interrupted longer ago than this is no news, in milliseconds. */
const RECENT_MS = 12 * 60 * 60 * 1000;

/**
 * What a host who is about to start another game should know: a game with players was interrupted in the last hours, and how
 * to go on with it, in a sentence. Undefined where there is none.
 *
 * @param now In milliseconds since the epoch.
 */
export async function interruptionNotice(stateDir: string, now: number): Promise<string | undefined> {
  const game = await missedGame(stateDir, now);
  return game && noticeOf(game.past, now);
}

/** The newest game with players that was interrupted in the last hours, before its podium. */
async function missedGame(stateDir: string, now: number): Promise<KeptGame | undefined> {
  for (const file of await journals(stateDir)) {
    const isOfInterest = now - (await changedAt(file)) < RECENT_MS && !isJournalTaken(file);
    if (!isOfInterest) continue;
    const game = await readGame(file);
    // It would be refused, and nothing older would be gone on with.
    if (isLost(game)) return undefined;
    if ('past' in game && isMissed(game)) return game;
  }
  return undefined;
}

function isMissed({ file, past }: KeptGame): boolean {
  return isUnfinished(past) && stateOf(file, past) === 'interrupted' && hasPlayers(past);
}

function noticeOf(past: PastGame, now: number): string {
  const minutes = Math.max(1, Math.round((now - past.lastAt) / 60_000));
  const ago = minutes < 60 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour');
  const players = counted(past.players, 'player');
  return `"termquiz host --resume" goes on with "${past.created.quiz.title}", interrupted ${ago} ago with ${players}.`;
}

/** When a file was last written, in milliseconds since the epoch. */
async function changedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    // Gone since it was listed: of no interest any more.
    return -Infinity;
  }
}
