import { errorCode, errorMessage } from '../text/error.ts';
import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { customAlphabet } from 'nanoid';
import type { GameCreated, GameEvent } from '../game/events.ts';
import type { JournalHeader } from './header.ts';
import { JournalTaken, lockJournal } from './lock.ts';

/** Keeps the events of a game. */
export interface EventLog {
  append(event: GameCreated | GameEvent): void;
  /** Everything appended is handed over now: what follows from it may be told. */
  flush(): void;
}

/** Where the journal of a new game goes. */
export interface NewJournal {
  /** Is made when it is not there, for its owner alone. */
  readonly stateDir: string;
  /** Of the quiz: a part of the file's name. */
  readonly title: string;
  /** When the game was created, in milliseconds since the epoch. */
  readonly now: number;
  readonly header: JournalHeader;
}

/** A journal that is there, to be gone on with. */
export interface OldJournal {
  readonly file: string;
  /** Bytes that are kept: up to the end of the last whole line. */
  readonly length: number;
  /** Bytes that it had when it was read: it must not have grown since. */
  readonly size: number;
}

export interface JournalOptions {
  /** Is told once, in a sentence, when the journal cannot be written any more. The game goes on without it. */
  readonly onFailure: (message: string) => void;
  /** What is flushed is on the disk, and not only with the system, when `flush` returns. Default: false. */
  readonly durable?: boolean | undefined;
}

/**
 * The journal of one game: a file of one JSON object a line, each event after the one before. Lines of one turn of the event
 * loop are written at once; at each change of phase the file is synchronised with the disk in the background, or, where it
 * is to be durable, at each write before anything else happens.
 */
export class Journal implements EventLog {
  readonly file: string;
  readonly #options: JournalOptions;
  /** Null once the journal was closed or has failed. */
  #descriptor: number | null;
  readonly #unlock: () => void;
  #lines: string[] = [];
  #syncs = false;

  /** Opens the file. Throws where that cannot be; `JournalTaken` where another host has it, or has just had it. */
  constructor(where: NewJournal | OldJournal, options: JournalOptions) {
    this.file = 'file' in where ? where.file : newFile(where);
    this.#options = options;
    this.#unlock = lockJournal(this.file);
    try {
      this.#descriptor = 'file' in where ? openOld(where) : openSync(this.file, 'a', 0o600);
    } catch (error) {
      this.#unlock();
      throw error;
    }
    if ('header' in where) this.#lines.push(lineOf(where.header));
  }

  append(event: GameCreated | GameEvent): void {
    this.#lines.push(lineOf(event));
    this.#syncs ||= PHASE_CHANGES.has(event.type);
  }

  flush(): void {
    const text = this.#lines.join('');
    this.#lines = [];
    if (this.#descriptor === null || text === '') return;
    try {
      writeAll(this.#descriptor, Buffer.from(text));
      if (this.#options.durable) fdatasyncSync(this.#descriptor);
    } catch (error) {
      return this.#fail(error);
    }
    if (this.#syncs && !this.#options.durable) this.#synchronise(this.#descriptor);
  }

  /** Writes what is left and closes the file. */
  close(): void {
    this.flush();
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    try {
      if (descriptor !== null) finish(descriptor);
    } catch (error) {
      this.#options.onFailure(notKept(error, this.file));
    }
    this.#unlock();
  }

  #synchronise(descriptor: number): void {
    this.#syncs = false;
    fdatasync(descriptor, (error) => {
      // Closed in the meantime, and synchronised there.
      if (error && this.#descriptor !== null) this.#fail(error);
    });
  }

  #fail(error: unknown): void {
    if (this.#descriptor !== null) closeFailed(this.#descriptor);
    this.#descriptor = null;
    this.#options.onFailure(notKept(error, this.file));
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

function lineOf(value: JournalHeader | GameCreated | GameEvent): string {
  return `${JSON.stringify(value)}\n`;
}

/** The folder of the journals in a state folder. */
export function journalFolder(stateDir: string): string {
  return join(stateDir, 'games');
}

function newFile({ stateDir, title, now }: NewJournal): string {
  mkdirSync(journalFolder(stateDir), { recursive: true, mode: 0o700 });
  return join(journalFolder(stateDir), fileName(title, now));
}

/** Opens a journal and cuts off what was not written to its end. */
function openOld({ file, length, size }: OldJournal): number {
  const descriptor = openSync(file, 'a');
  try {
    if (fstatSync(descriptor).size !== size) {
      throw new JournalTaken(`${file}: another host has written to this game just now. Try again.`);
    }
    if (length < size) ftruncateSync(descriptor, length);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function finish(descriptor: number): void {
  try {
    fdatasyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Closes a file that has failed. */
function closeFailed(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // What is wrong with the disk is told already, and the descriptor is free even where closing says so again.
  }
}

/** Sorts by time, says what was played, and is there only once: `20261122-161205-git-k3x9ab.jsonl`. */
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

/** A write may take less than it was given. */
function writeAll(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}

/**
 * What the host is told where a game cannot be kept, in sentences. What matters comes first: small screens have two lines.
 *
 * @param file The journal, where there was one so far.
 */
export function notKept(error: unknown, file?: string): string {
  const code = errorCode(error);
  const details = errorMessage(error);
  const since = file === undefined ? '' : ' any more';
  const journal = file === undefined ? '' : ` Journal: ${file}`;
  const reason = REASONS[code] ?? 'its journal cannot be written';
  return `This game is not kept${since}: ${reason}. It goes on, but cannot be resumed.${journal} (${details})`;
}

const REASONS: Partial<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EROFS: 'the disk is read-only',
  EACCES: 'its folder may not be written',
  EPERM: 'its folder may not be written',
  EIO: 'the disk has failed',
};
