import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { journalFolder } from '../server/journal.ts';
import { type PastGame, isUnfinished, readJournal } from '../server/read-journal.ts';

/** A game whose host went away before its end. */
export interface UnfinishedGame {
  /** The journal. */
  readonly file: string;
  readonly past: PastGame;
}

/** The unfinished game that a journal keeps, or why it cannot be gone on with, in a sentence. */
export async function unfinishedGame(file: string): Promise<UnfinishedGame | string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return `${file}: ${error instanceof Error ? error.message : String(error)}`;
  }
  const read = readJournal(text);
  if (!read.ok) return `${file}:${read.line}: ${read.message}.`;
  if (!isUnfinished(read.past)) return `${file}: this game has ended: there is nothing to go on with.`;
  return { file, past: read.past };
}

/** The newest game in a state folder, where it is unfinished; undefined where there is none to go on with. */
export async function newestUnfinishedGame(stateDir: string): Promise<UnfinishedGame | undefined> {
  const folder = journalFolder(stateDir);
  // Journals are named by their time: the last in order is the newest.
  const names = (await journalNames(folder)).toSorted().toReversed();
  for (const name of names) {
    const game = await unfinishedGame(join(folder, name));
    if (typeof game !== 'string') return game;
  }
  return undefined;
}

async function journalNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  } catch {
    // No folder: no game was ever kept.
    return [];
  }
}
