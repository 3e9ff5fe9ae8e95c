import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Takes a journal for this process: two hosts that write one journal would make it worthless. A lock whose process is dead is
 * no lock.
 *
 * @returns What gives it up. Throws where another process has it, or where the lock cannot be written.
 */
export function lockJournal(file: string): () => void {
  const lock = lockOf(file);
  const holder = holderOf(lock);
  if (holder !== undefined) throw new Error(`another host, process ${holder}, has it`);
  writeFileSync(lock, `${process.pid}\n`, { mode: 0o600 });
  return () => rmSync(lock, { force: true });
}

/** Whether a host has this journal now. */
export function isJournalTaken(file: string): boolean {
  return holderOf(lockOf(file)) !== undefined;
}

/** The lock of a journal. */
export function lockOf(file: string): string {
  return `${file}.lock`;
}

/** The living process that has a lock. */
function holderOf(lock: string): number | undefined {
  const pid = readPid(lock);
  if (pid === undefined || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // A process that may not be signalled is there, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? pid : undefined;
  }
}

function readPid(lock: string): number | undefined {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    // Nobody has taken it.
    return undefined;
  }
}
