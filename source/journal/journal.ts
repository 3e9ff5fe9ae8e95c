import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { customAlphabet } from 'nanoid';
import type { JournalHeader } from './header.ts';
import { JournalInUseError, lockJournal } from './lock.ts';
import type { GameCreated, GameEvent } from '../game/events.ts';
import { errorCode, errorMessage } from '../text/error.ts';

/** Saves the events of a game. */
export interface EventLog {
  append(event: GameCreated | GameEvent): void;
  /** Writes all appended events. Until then, nobody may be told of them. */
  flush(): void;
}

/** An event, encoded once for all outputs. */
export interface EncodedEvent {
  readonly event: GameCreated | GameEvent;
  /** The event's line in a journal: JSON and a newline. */
  readonly line: string;
}

export interface NewJournal {
  /** Created for its owner alone if it does not exist. */
  readonly stateDir: string;
  readonly header: JournalHeader;
  /** The quiz's title, which becomes part of the file's name. */
  readonly title: string;
  /** When the game was created, in milliseconds since the epoch. */
  readonly now: number;
}

/** The journal of a game to resume. */
export interface ExistingJournal {
  readonly file: string;
  /** Bytes up to the end of the last complete line. The rest is cut off. */
  readonly intactBytes: number;
  /** The file's size when it was read. It must not have grown since. */
  readonly totalBytes: number;
}

export interface JournalOptions {
  /** Called once with a warning when the journal can no longer be written. The game continues without it. */
  readonly onFailure: (warning: string) => void;
  /** Whether `flush` returns only once the events are on the disk, not just with the system. Default: false. */
  readonly durable?: boolean | undefined;
}

/**
 * The file of one game: its header, then one event per line, as JSON. Each `flush` is one write. At a change of phase the file
 * is synchronised with the disk in the background; a durable journal is synchronised at every flush.
 */
export class Journal {
  readonly file: string;
  readonly #options: JournalOptions;
  /** Null once the journal is closed or has failed. */
  #descriptor: number | null;
  readonly #unlock: () => void;
  #lines: string[] = [];
  #isSyncDue = false;

  /** Opens the file. Throws if that fails, with `JournalInUseError` if another host has it or has just written to it. */
  constructor(target: NewJournal | ExistingJournal, options: JournalOptions) {
    this.file = 'file' in target ? target.file : newFile(target);
    this.#options = options;
    this.#unlock = lockJournal(this.file);
    try {
      if ('file' in target) cutOffIncompleteLine(target);
      this.#descriptor = openSync(this.file, 'a', 0o600);
    } catch (error) {
      this.#unlock();
      throw error;
    }
    if (!('file' in target)) this.#lines.push(lineOf(target.header));
  }

  append({ event, line }: EncodedEvent): void {
    if (this.#descriptor === null) return;
    this.#lines.push(line);
    this.#isSyncDue ||= PHASE_CHANGES.has(event.type);
  }

  /** Writes all appended events. */
  flush(): void {
    if (this.#descriptor === null || this.#lines.length === 0) return;
    const text = this.#lines.join('');
    this.#lines = [];
    try {
      writeAll(this.#descriptor, Buffer.from(text));
      if (this.#options.durable) fdatasyncSync(this.#descriptor);
    } catch (error) {
      return this.#fail(error);
    }
    if (this.#isSyncDue && !this.#options.durable) this.#syncInBackground(this.#descriptor);
  }

  /** Writes what is left and closes the file. */
  close(): void {
    this.flush();
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    try {
      if (descriptor !== null) syncAndClose(descriptor);
    } catch (error) {
      this.#options.onFailure(saveFailureWarning(error, this.file));
    }
    this.#unlock();
  }

  #syncInBackground(descriptor: number): void {
    this.#isSyncDue = false;
    fdatasync(descriptor, (error) => {
      // A closed journal was synchronised as it was closed.
      if (error && this.#descriptor !== null) this.#fail(error);
    });
  }

  #fail(error: unknown): void {
    if (this.#descriptor !== null) closeAfterFailure(this.#descriptor);
    this.#descriptor = null;
    this.#options.onFailure(saveFailureWarning(error, this.file));
  }
}

const PHASE_CHANGES: ReadonlySet<string> = new Set<(GameCreated | GameEvent)['type']>([
  'game-created',
  'question-announced',
  'question-opened',
  'question-closed',
  'standings-shown',
  'podium-shown',
  'game-ended',
  'host-returned',
]);

/** The folder of the journals in a state folder. */
export function journalFolder(stateDir: string): string {
  return join(stateDir, 'games');
}

function newFile({ stateDir, title, now }: NewJournal): string {
  mkdirSync(journalFolder(stateDir), { recursive: true, mode: 0o700 });
  return join(journalFolder(stateDir), fileName(title, now));
}

/** Returns a unique name that sorts by time and says what was played: `20261122-161205-git-k3x9ab.jsonl`. */
function fileName(title: string, now: number): string {
  const [date = '', time = ''] = new Date(now)
    .toISOString()
    .replaceAll(/[-:]|\..*/gu, '')
    .split('T');
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')
    .slice(0, 40);
  return `${date}-${time}-${slug || 'quiz'}-${makeId()}.jsonl`;
}

const makeId = customAlphabet('abcdefghijklmnopqrstuvwxyz0123456789', 6);

/** Truncates by path: Windows refuses to truncate a file that is open for appending. */
function cutOffIncompleteLine({ file, intactBytes, totalBytes }: ExistingJournal): void {
  if (statSync(file).size !== totalBytes) {
    throw new JournalInUseError(`${file}: another host has just written to this game. Try again.`);
  }
  if (intactBytes < totalBytes) truncateSync(file, intactBytes);
}

export function encodeEvent(event: GameCreated | GameEvent): EncodedEvent {
  return { event, line: lineOf(event) };
}

function lineOf(value: JournalHeader | GameCreated | GameEvent): string {
  return `${JSON.stringify(value)}\n`;
}

/** A single write may take only part of the bytes. */
function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

function syncAndClose(descriptor: number): void {
  try {
    fdatasyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function closeAfterFailure(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // The first failure has been reported, and the descriptor is released even if closing fails.
  }
}

/**
 * The warning that a game cannot be saved. What matters comes first: small screens show two lines.
 *
 * @param file The journal, if the game was saved to it so far.
 */
export function saveFailureWarning(error: unknown, file?: string): string {
  const reason = REASONS[errorCode(error)] ?? 'its journal cannot be written';
  const details = `(${errorMessage(error)})`;
  return file === undefined
    ? `This game is not being saved: ${reason}. It continues, but cannot be resumed. ${details}`
    : `This game is no longer being saved: ${reason}. It continues, but cannot be resumed. Journal: ${file} ${details}`;
}

const REASONS: Partial<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'you may not write to its folder',
  EPERM: 'you may not write to its folder',
  EIO: 'the disk has failed',
};
