import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type System, currentSystem } from '../../source/journal/lock-owner.ts';
import {
  JournalInUseError,
  isJournalInUse,
  journalInUseNotice,
  lockFiles,
  lockJournal,
  lockPath,
} from '../../source/journal/lock.ts';
import { racingProcesses } from '../helpers/racing-processes.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

function newJournal() {
  const folder = temporaryFolder();
  const file = join(folder, 'game.jsonl');
  writeFileSync(file, '');
  const locks = () => readdirSync(folder).filter((name) => name !== 'game.jsonl');
  return { file, locks };
}

/** Starts another process, which ends with the test. */
function startProcess(): ChildProcess & { pid: number } {
  const child = spawn('sleep', ['60'], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { pid } = child;
  if (pid === undefined) throw new Error('sleep does not start');
  return Object.assign(child, { pid });
}

/** Writes the lock of another process. Returns its path. */
function writeLock(
  file: string,
  pid: number,
  { system = currentSystem(), startTime = null }: { system?: System; startTime?: string | null } = {},
): string {
  const path = lockPath(file, { pid, startTime, system });
  writeFileSync(path, '');
  return path;
}

/** When Linux says that a process was started. */
function startTimeOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

const isLinux = process.platform === 'linux';

describe('the lock of a journal', () => {
  it('can be taken, released and taken again, and leaves no file behind', () => {
    const { file, locks } = newJournal();
    for (let times = 0; times < 3; times++) {
      const unlock = lockJournal(file);
      expect(locks()).toHaveLength(1);
      unlock();
      unlock();
      expect(locks()).toEqual([]);
    }
  });

  it('is refused while another process has it, with its number and the file to delete', () => {
    const { file, locks } = newJournal();
    const { pid } = startProcess();
    const lock = writeLock(file, pid);
    expect(() => lockJournal(file)).toThrow(JournalInUseError);
    const notice = `${file}: another host (process ${pid}) is running this game. If that host is gone, delete ${lock}.`;
    expect(() => lockJournal(file)).toThrow(notice);
    expect(locks()).toEqual([basename(lock)]);
    expect(isJournalInUse(file)).toBe(true);
    expect(journalInUseNotice(file)).toBe(notice);
    expect(lockFiles(file)).toEqual([lock]);
  });

  it('is the same whichever link the journal is opened through', () => {
    const { file, locks } = newJournal();
    const link = join(temporaryFolder(), 'link.jsonl');
    symlinkSync(file, link);
    const lock = writeLock(file, startProcess().pid);
    expect(() => lockJournal(link)).toThrow(JournalInUseError);
    expect(isJournalInUse(link)).toBe(true);
    expect(lockFiles(link)).toEqual([lock]);
    expect(locks()).toEqual([basename(lock)]);
  });

  it('is free once its process has ended, and the file left behind is removed', async () => {
    const { file, locks } = newJournal();
    const child = startProcess();
    writeLock(file, child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isJournalInUse(file)).toBe(false);
    expect(journalInUseNotice(file)).toBeUndefined();
    lockJournal(file);
    expect(isJournalInUse(file)).toBe(true);
    expect(locks()).toEqual([expect.stringContaining(`lock-${process.pid}-`)]);
  });

  it.runIf(isLinux)('is not held by a later process with the same number', () => {
    const { file } = newJournal();
    const { pid } = startProcess();
    const startTime = startTimeOf(pid);
    writeLock(file, pid, { startTime: String(Number(startTime) - 1) });
    lockJournal(file)();
    writeLock(file, pid, { startTime });
    expect(() => lockJournal(file)).toThrow(JournalInUseError);
  });

  it('ignores other files in the folder', () => {
    const { file, locks } = newJournal();
    const { pid } = startProcess();
    for (const name of [`${file}.lock-`, `${file}.lock-what-ever`, `${file}.lock-0-x`, `${file}.lock--1-x`]) {
      writeFileSync(name, '');
    }
    writeFileSync(`${file}x.lock-${pid}-x`, '');
    lockJournal(file);
    expect(locks().toSorted()).toEqual(
      [expect.stringContaining(`lock-${process.pid}-`), `game.jsonlx.lock-${pid}-x`].toSorted(),
    );
  });
});

describe('the lock of a process on another system', () => {
  const here: System = { bootId: '3f2a91bc', pidNamespace: '4026531836', hostname: 'quizbox' };
  /** No process has this number. */
  const DEAD = 2_147_483_647;

  /** Whether a journal is in use here that a process locked there. */
  function isInUse(pid: number, there: Partial<System>, seenFrom: Partial<System> = {}): boolean {
    const { file } = newJournal();
    writeLock(file, pid, { system: { ...here, ...there } });
    return isJournalInUse(file, { ...here, ...seenFrom });
  }

  it('is held in another container, whatever process has its number here', () => {
    expect(isInUse(DEAD, { pidNamespace: '4026532201' })).toBe(true);
    expect(isInUse(DEAD, { pidNamespace: '4026532201', hostname: '5e0f1c2d3b4a' })).toBe(true);
    expect(isInUse(DEAD, { pidNamespace: '4026532201', bootId: '77777777' })).toBe(true);
  });

  it('is held on another machine', () => {
    expect(isInUse(DEAD, { bootId: '77777777', hostname: 'laptop' })).toBe(true);
  });

  it('is free once its machine has rebooted, even if another process has its number now', () => {
    expect(isInUse(process.pid, { bootId: '77777777' })).toBe(false);
  });

  it('is judged by its process in the same boot and container, whatever the host is called', () => {
    expect(isInUse(DEAD, { hostname: 'renamed' })).toBe(false);
    expect(isInUse(process.ppid, { hostname: 'renamed' })).toBe(true);
  });

  it('is judged by its process and the host name where the system reports nothing else', () => {
    const unknown = { bootId: null, pidNamespace: null };
    expect(isInUse(DEAD, unknown, unknown)).toBe(false);
    expect(isInUse(process.ppid, unknown, unknown)).toBe(true);
    expect(isInUse(DEAD, { ...unknown, hostname: 'laptop' }, unknown)).toBe(true);
  });

  it('is held if the lock says nothing about the system', () => {
    expect(isInUse(DEAD, { bootId: null, pidNamespace: null, hostname: null })).toBe(true);
  });

  it('is refused with the place and the file to delete, and left alone', () => {
    const { file, locks } = newJournal();
    const lock = writeLock(file, 17, { system: { ...here, pidNamespace: '4026532201', hostname: 'podone' } });
    expect(() => lockJournal(file, here)).toThrow(
      `${file}: another host (process 17 in another container or on another machine ("podone")) is running this game. If that host is gone, delete ${lock}.`,
    );
    expect(locks()).toEqual([basename(lock)]);
  });
});

/** A program that locks each file it is told to, at the time it is told to, until it is told the next one. */
const contender = `
import { createInterface } from 'node:readline';
import { lockJournal } from './lock.ts';
let unlock = () => undefined;
createInterface({ input: process.stdin }).on('line', (line) => {
  unlock();
  unlock = () => undefined;
  const [at, file] = line.split(' ');
  while (Date.now() < Number(at));
  try {
    unlock = lockJournal(file);
    console.log('locked');
  } catch (error) {
    console.log(error.message.includes(': another host') ? 'refused' : error.message);
  }
});
`;

describe('the lock of a journal that several processes want at the same moment', () => {
  it('never goes to two of them, even if a process that has ended left a lock behind', async () => {
    const processes = racingProcesses(3, contender, 'journal');
    const rounds: string[][] = [];
    for (let round = 0; round < 100; round++) {
      const { file } = newJournal();
      if (round % 2 === 0) writeLock(file, 2_147_483_647);
      const at = Date.now() + 5;
      rounds.push(await Promise.all(processes.map(async ({ ask }) => ask(`${at} ${file}`))));
    }
    expect(new Set(rounds.flat())).toEqual(new Set(['locked', 'refused']));
    expect(rounds.filter((said) => said.filter((word) => word === 'locked').length > 1)).toEqual([]);
  });
});
