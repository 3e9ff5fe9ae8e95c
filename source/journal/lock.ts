import { errorCode } from '../text/error.ts';
import { readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A journal that this process must not write: another one has it, or has written to it. Says so in a sentence. */
export class JournalTaken extends Error {}

/**
 * Takes a journal for this process: two hosts that write one journal would make it worthless. A host first says by a file of
 * its own that it wants the journal, and then looks who else does: of two at the same moment at least one sees the other,
 * and gives way. What a dead process left behind is no lock.
 *
 * @returns What gives it up. Throws `JournalTaken` where another process has it, and the system's error where the lock cannot
 *   be written.
 */
export function lockJournal(file: string): () => void {
  const own = `${lockedFile(file)}.lock-${process.pid}-${birthOf(process.pid) ?? UNKNOWN}`;
  writeFileSync(own, '', { mode: 0o600 });
  const unlock = () => remove(own);
  for (const lock of locksOf(file).filter(({ path }) => path !== own)) {
    if (isHeld(lock)) {
      unlock();
      throw new JournalTaken(takenSentence(file, lock));
    }
    remove(lock.path);
  }
  return unlock;
}

/** Whether a host has this journal now. */
export function isJournalTaken(file: string): boolean {
  return locksOf(file).some(isHeld);
}

/** That a host has this journal now, and what to do where there is no such host, in a sentence; undefined where none has. */
export function takenNotice(file: string): string | undefined {
  const lock = locksOf(file).find(isHeld);
  return lock && takenSentence(file, lock);
}

/** The files by which hosts have, or had, a journal. */
export function lockFiles(file: string): string[] {
  return locksOf(file).map(({ path }) => path);
}

interface Lock {
  readonly path: string;
  readonly pid: number;
  /** When its process was started, in a unit of the system's. */
  readonly birth: string;
}

function takenSentence(file: string, { pid, path }: Lock): string {
  return `${file}: this game is still running: another host, process ${pid}, has it. If there is no such host, delete ${path}.`;
}

/** The birth of a process where the system does not tell it. */
const UNKNOWN = 'x';

function locksOf(file: string): Lock[] {
  const locked = lockedFile(file);
  const prefix = `${basename(locked)}.lock-`;
  return namesIn(dirname(locked)).flatMap((name) => {
    if (!name.startsWith(prefix)) return [];
    const [pid, birth = UNKNOWN] = name.slice(prefix.length).split('-');
    return [{ path: join(dirname(locked), name), pid: Number(pid), birth }];
  });
}

/** What locks lie beside: the journal itself, by whatever link it was named. */
function lockedFile(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    // A new journal, which is not there yet: no link leads to it.
    return file;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // No folder: no locks.
    return [];
  }
}

/** Whether the process that took it is alive, and no other one was given its number. */
function isHeld({ pid, birth }: Lock): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isThere(pid)) return false;
  const born = birthOf(pid);
  return born !== null && (born === birth || born === UNKNOWN || birth === UNKNOWN);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process that may not be signalled is there, too.
    return errorCode(error) === 'EPERM';
  }
}

/** When a process was started, as Linux tells it in ticks since it booted; null for one that has ended and is not buried. */
function birthOf(pid: number): string | null {
  let status: string;
  try {
    status = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    // Another system, or one that does not show this process.
    return UNKNOWN;
  }
  // Behind the name, which may hold anything: the state first, the start as the 20th.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : (fields[19] ?? UNKNOWN);
}

function remove(lock: string): void {
  try {
    rmSync(lock, { force: true });
  } catch {
    // On a disk that has become read-only, say. It is a dead process's soon, or is already.
  }
}
