import { readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type LockOwner, type System, currentSystem, ownLockOwner, statusOf } from './lock-owner.ts';
import { quote } from '../text/clean.ts';

/** Another host has the journal. The message says which one, and what to do. */
export class JournalInUseError extends Error {}

/**
 * Locks a journal for this process, so that two hosts never write to the same one. The process first creates a lock file of
 * its own and then looks for others: if two do so at the same moment, at least one sees the other and gives up. Locks of
 * processes that have ended are removed.
 *
 * Throws `JournalInUseError` if another host has the journal, and the system's error if the lock file cannot be created.
 *
 * @returns A function that unlocks the journal.
 */
export function lockJournal(file: string, here: System = currentSystem()): () => void {
  const own = lockPath(file, ownLockOwner(here));
  writeFileSync(own, '', { mode: 0o600 });
  const unlock = () => remove(own);
  for (const lock of locksOf(file).filter(({ path }) => path !== own)) {
    if (isHeld(lock, here)) {
      unlock();
      throw new JournalInUseError(inUseMessage(file, lock, here));
    }
    remove(lock.path);
  }
  return unlock;
}

/** Whether any host has this journal. */
export function isJournalInUse(file: string, here: System = currentSystem()): boolean {
  return locksOf(file).some((lock) => isHeld(lock, here));
}

/** Says which host has this journal; undefined if none has. */
export function journalInUseNotice(file: string, here: System = currentSystem()): string | undefined {
  const lock = locksOf(file).find((each) => isHeld(each, here));
  return lock && inUseMessage(file, lock, here);
}

/** Returns all lock files of a journal, including those of processes that have ended. */
export function lockFiles(file: string): string[] {
  return locksOf(file).map(({ path }) => path);
}

interface Lock {
  readonly path: string;
  readonly owner: LockOwner;
}

function isHeld({ owner }: Lock, here: System): boolean {
  return statusOf(owner, here) !== 'ended';
}

function inUseMessage(file: string, { path, owner }: Lock, here: System): string {
  const { hostname } = owner.system;
  const place =
    statusOf(owner, here) === 'unknown'
      ? ` in another container or on another machine${hostname === null ? '' : ` (${quote(hostname)})`}`
      : '';
  return `${file}: another host (process ${owner.pid}${place}) is running this game. If that host is gone, delete ${path}.`;
}

/** Stands for an unknown part in a lock file's name. */
const UNKNOWN = 'x';

/** The owner is in the file's name and not in the file: creating it is one step, and works on a full disk. */
export function lockPath(file: string, { pid, startTime, system }: LockOwner): string {
  const { bootId, pidNamespace, hostname } = system;
  const parts = [startTime, bootId, pidNamespace, hostname].map((part) => part ?? UNKNOWN);
  return `${lockedFile(file)}.lock-${[pid, ...parts].join('-')}`;
}

function locksOf(file: string): Lock[] {
  const locked = lockedFile(file);
  const prefix = `${basename(locked)}.lock-`;
  return namesIn(dirname(locked)).flatMap((name) => {
    if (!name.startsWith(prefix)) return [];
    return [{ path: join(dirname(locked), name), owner: ownerIn(name.slice(prefix.length)) }];
  });
}

function ownerIn(name: string): LockOwner {
  const [pid, ...parts] = name.split('-');
  const [startTime = null, bootId = null, pidNamespace = null, hostname = null] = parts.map((part) =>
    part === UNKNOWN ? null : part,
  );
  return { pid: Number(pid), startTime, system: { bootId, pidNamespace, hostname } };
}

/** Lock files lie beside the journal itself, whatever link it is opened by. */
function lockedFile(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // A new journal does not exist yet, so no link leads to it.
    return file;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No folder, no locks.
    return [];
  }
}

function remove(lock: string): void {
  try {
    rmSync(lock, { force: true });
  } catch {
    // The disk may have become read-only. The lock ends with its process.
  }
}
