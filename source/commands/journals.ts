import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type PastGame, readJournal } from '../game/read-journal.ts';
import { journalFolder } from '../server/journal.ts';
import { inSlices } from './in-slices.ts';

/** A game that a journal keeps. */
export interface KeptGame {
  /** The journal. */
  readonly file: string;
  readonly past: PastGame;
}

/** The journals in a state folder, the newest first. */
export async function journals(stateDir: string): Promise<string[]> {
  const folder = journalFolder(stateDir);
  // Journals are named by their time: the last in order is the newest.
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.jsonl'));
  return names
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
}

/** The game that a journal keeps, or why it cannot be read, in a sentence that begins with the file and the line. */
export async function keptGame(file: string): Promise<KeptGame | string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    return `${file}: ${error instanceof Error ? error.message : String(error)}`;
  }
  const read = await inSlices(readJournal(text));
  return read.ok ? { file, past: read.past } : `${file}:${read.line}: ${read.message}.`;
}

/** What is wrong with a game whose journal is torn. */
export const TORN_NOTICE =
  'The last line of the journal was not written to its end: what it told is left out.';

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    // No folder: no game was ever kept.
    return [];
  }
}
