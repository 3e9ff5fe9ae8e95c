import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { journalFolder } from './journal.ts';
import { type JournalFlaw, type PastGame, readJournal } from './read.ts';
import { inSlices } from './slices.ts';
import { readFailure } from '../text/error.ts';

/** A game that a journal keeps. */
export interface KeptGame {
  /** The journal. */
  readonly file: string;
  /** Of the file, in bytes, when it was read. */
  readonly size: number;
  readonly past: PastGame;
}

/** The journals in a state folder, the newest first. */
export async function journals(stateDir: string): Promise<string[]> {
  const folder = journalFolder(stateDir);
  const files = (await entriesIn(folder)).filter((entry) => !entry.isDirectory());
  // Journals are named by their time: the last in order is the newest.
  return files
    .map(({ name }) => name)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .toReversed()
    .map((name) => join(folder, name));
}

/** A file that is no journal, or one that cannot be read. `line` counts from 1; null where nothing could be read. */
export interface UnreadableGame {
  readonly reason: JournalFlaw | 'unreadable';
  readonly line: number | null;
  readonly message: string;
}

/** The game that a journal keeps, or why it cannot be read, in a sentence that begins with the file and the line. */
export async function keptGame(file: string): Promise<KeptGame | string> {
  const game = await readGame(file);
  return 'past' in game ? game : refusalOf(file, game);
}

/** The game that a journal keeps, or what is wrong with it. */
export async function readGame(file: string): Promise<KeptGame | UnreadableGame> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { reason: 'unreadable', line: null, message: readFailure(error) };
  }
  const read = await inSlices(readJournal(bytes.toString()));
  const garbled = garbledLine(bytes);
  if (garbled !== null && (read.ok || garbled < read.line)) {
    return { reason: 'damaged', line: garbled, message: 'this line is damaged' };
  }
  return read.ok ? { file, size: bytes.length, past: read.past } : read;
}

/** Whether this is the journal of a game after all, though one that cannot be read: no older one is to be taken for it. */
export function isLost(game: KeptGame | UnreadableGame): game is UnreadableGame {
  return 'reason' in game && game.reason !== 'no-game';
}

/** What is wrong with a journal, in a sentence that begins with the file and the line. */
export function sentenceOn(file: string, { line, message }: UnreadableGame): string {
  return line === null ? `${file}: ${message}` : `${file}:${line}: ${message}.`;
}

/** The same, and what can still be done with it. */
export function refusalOf(file: string, game: UnreadableGame): string {
  const sentence = sentenceOn(file, game);
  if (game.reason !== 'damaged' || (game.line ?? 0) <= 2) return sentence;
  return `${sentence} A copy of the file that ends before this line can be gone on with and reported.`;
}

/** The first whole line whose bytes are no text; null where there is none. Only a line that was cut off may be that. */
function garbledLine(bytes: Buffer): number | null {
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line;
    line++;
    start = end + 1;
  }
  return null;
}

/** What is wrong with a game whose journal is torn. */
export const TORN_NOTICE = 'The last line of the journal was cut off, and is left out.';

async function entriesIn(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // No folder: no game was ever kept.
    return [];
  }
}
