import { stat } from 'node:fs/promises';
import { type PastGame, isUnfinished } from '../game/read-journal.ts';
import { counted } from '../quiz/counted.ts';
import { isJournalTaken } from '../server/journal-lock.ts';
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

/** A game that was interrupted longer ago than this is no news, in milliseconds. */
const RECENT_MS = 12 * 60 * 60 * 1000;

/**
 * What a host who is about to start another game should know: a game with players was interrupted in the last hours, and how
 * to go on with it, in a sentence. Undefined where there is none.
 *
 * @param now In milliseconds since the epoch.
 */
export async function interruptionNotice(stateDir: string, now: number): Promise<string | undefined> {
  for (const file of await journals(stateDir)) {
    const isOfInterest = now - (await changedAt(file)) < RECENT_MS && !isJournalTaken(file);
    const game = isOfInterest ? await unfinishedGame(file) : undefined;
    if (typeof game === 'object' && playersOf(game.past) > 0) return noticeOf(game.past, now);
  }
  return undefined;
}

function noticeOf(past: PastGame, now: number): string {
  const minutes = Math.max(1, Math.round((now - past.lastAt) / 60_000));
  const ago = minutes < 60 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour');
  const players = counted(playersOf(past), 'player');
  return `"termquiz host --resume" goes on with "${past.created.quiz.title}", interrupted ${ago} ago with ${players}.`;
}

function playersOf({ events }: PastGame): number {
  return events.filter(({ type }) => type === 'player-joined').length;
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
