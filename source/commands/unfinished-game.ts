import { stat } from 'node:fs/promises';
import { type PastGame, isUnfinished } from '../game/read-journal.ts';
import { counted } from '../quiz/counted.ts';
import { isJournalTaken } from '../server/journal-lock.ts';
import { type KeptGame, type UnreadableGame, journals, keptGame, readGame, sentenceOn } from './journals.ts';

/** The unfinished game that a journal keeps, or why it cannot be gone on with, in a sentence. */
export async function unfinishedGame(file: string): Promise<KeptGame | string> {
  const game = await keptGame(file);
  if (typeof game === 'string' || isUnfinished(game.past)) return game;
  return `${file}: this game has ended: there is nothing to go on with.`;
}

/**
 * The newest game in a state folder that is unfinished, or why it cannot be gone on with, in a sentence; undefined where there
 * is none. A damaged journal is not passed over for an older game: the players wait for this one.
 */
export async function newestUnfinishedGame(stateDir: string): Promise<KeptGame | string | undefined> {
  for (const file of await journals(stateDir)) {
    const game = await readGame(file);
    if (isDamaged(game)) return sentenceOn(file, game);
    if ('past' in game && isUnfinished(game.past)) return game;
  }
  return undefined;
}

/** Whether a game was begun in it that cannot be read. Where the first line is no game's, none was. */
function isDamaged(game: KeptGame | UnreadableGame): game is UnreadableGame {
  return 'line' in game && game.line !== 1;
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
    if (!isOfInterest) continue;
    const game = await readGame(file);
    // It would be refused, and nothing older would be gone on with.
    if (isDamaged(game)) return undefined;
    if ('past' in game && isUnfinished(game.past) && playersOf(game.past) > 0)
      return noticeOf(game.past, now);
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
