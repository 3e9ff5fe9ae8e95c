import { isUtf8 } from 'node:buffer';
import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { isJournalInUse } from './lock.ts';
import { type JournalContents, type JournalProblem, readJournal } from './read-journal.ts';
import { runInSlices } from './slices.ts';
import { FOLDER, readFailure } from '../text/error.ts';

/** A game with a journal. */
export interface SavedGame extends JournalContents {
  /** The journal. */
  readonly file: string;
  /** The size of the file when it was read. */
  readonly totalBytes: number;
}

/**
 * How far a game has come: `finished` from the podium on, otherwise `running` while a host has its journal, otherwise
 * `interrupted`.
 */
export type SavedGameState = 'finished' | 'running' | 'interrupted';

/** The warning about a game whose last line was dropped. */
export const TRUNCATED_NOTICE = "The journal's last line was truncated and has been dropped.";

/** The maximum size of a journal, in bytes: what fits into a string. A game of 10,000 players with 100 questions takes 150 MB. */
const MAX_JOURNAL_BYTES = 500_000_000;
const TOO_LARGE = 'larger than 500 MB, which is too large for a journal.';

/** Reads the game in a journal, as far as it was written when this was called. */
export async function readSavedGame(file: string): Promise<SavedGame | JournalProblem> {
  let bytes: Buffer;
  try {
    const status = await stat(file);
    const problem = fileProblem(status);
    if (problem !== undefined) return { reason: 'unreadable', line: null, message: problem };
    bytes = await readStart(file, status.size);
  } catch (error) {
    return { reason: 'unreadable', line: null, message: readFailure(error) };
  }
  const read = await runInSlices(readJournal(bytes.toString()));
  const invalid = firstInvalidLine(bytes);
  if (invalid !== null && (read.ok || invalid < read.line)) {
    return { reason: 'damaged', line: invalid, message: 'this line is damaged' };
  }
  return read.ok ? { ...read.contents, file, totalBytes: bytes.length } : read;
}

/** Returns why a file cannot be a journal; undefined if it can. Opening a pipe would wait for a writer, and a device may never end. */
function fileProblem(status: Stats): string | undefined {
  if (status.isDirectory()) return FOLDER;
  if (!status.isFile()) return 'this is a device or a pipe, not a file. Pass the path of a journal.';
  return status.size > MAX_JOURNAL_BYTES ? TOO_LARGE : undefined;
}

/** Reads the first bytes of a file, or all of them if it has fewer. Leaves out what is written in the meantime. */
async function readStart(file: string, size: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const bytes = Buffer.alloc(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(bytes, length, size - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

/** Reads the game in a journal. Returns a message, with the file and the line, if it cannot be read. */
export async function openSavedGame(file: string): Promise<SavedGame | string> {
  const game = await readSavedGame(file);
  return 'reason' in game ? problemWithAdvice(file, game) : game;
}

export function stateOf({ file, events }: SavedGame): SavedGameState {
  if (events.some(({ type }) => type === 'podium-shown')) return 'finished';
  return isJournalInUse(file) ? 'running' : 'interrupted';
}

/** Whether anyone ever joined. */
export function hadPlayers({ events }: JournalContents): boolean {
  return events.some(({ type }) => type === 'player-joined');
}

/** Whether this is the journal of a game but cannot be read. An older game must not take its place. */
export function isLostGame(game: SavedGame | JournalProblem): game is JournalProblem {
  return 'reason' in game && game.reason !== 'no-game';
}

/** Says what is wrong with a journal, with the file and the line. */
export function problemText(file: string, { line, message }: JournalProblem): string {
  return line === null ? `${file}: ${message}` : `${file}:${line}: ${message}.`;
}

/** Says what is wrong with a journal, and how to save the part before the damage. */
export function problemWithAdvice(file: string, problem: JournalProblem): string {
  const text = problemText(file, problem);
  const hasGameBefore = problem.reason === 'damaged' && problem.line !== null && problem.line > 2;
  if (!hasGameBefore) return text;
  return `${text} To save what comes before it, copy the file and delete everything from this line on.`;
}

/** Returns the number of the first complete line that is not UTF-8, as only a truncated line may be; null if there is none. */
function firstInvalidLine(bytes: Buffer): number | null {
  if (isUtf8(bytes)) return null;
  let line = 1;
  let start = 0;
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', start)) {
    if (!isUtf8(bytes.subarray(start, end))) return line;
    line++;
    start = end + 1;
  }
  return null;
}
