import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  JournalTaken,
  isJournalTaken,
  lockFiles,
  lockJournal,
  takenNotice,
} from '../../source/journal/lock.ts';
import { contenders } from '../helpers/contenders.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

function newJournal() {
  const folder = temporaryFolder();
  const file = join(folder, 'game.jsonl');
  writeFileSync(file, '');
  const locks = () => readdirSync(folder).filter((name) => name !== 'game.jsonl');
  return { file, locks };
}

/** Another process, which ends when the test does. */
function started(command: string, ...args: string[]): ChildProcess & { pid: number } {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} does not start`);
  return Object.assign(child, { pid });
}

/** The moment that Linux says a process was started at. */
function birthOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

const isLinux = process.platform === 'linux';

describe('the lock of a journal', () => {
  it('can be had, given up and had again, and leaves nothing behind', () => {
    const { file, locks } = newJournal();
    for (let times = 0; times < 3; times++) {
      const unlock = lockJournal(file);
      expect(locks()).toHaveLength(1);
      unlock();
      unlock();
      expect(locks()).toEqual([]);
    }
  });

  it('is refused while another process has it, with its number and what to delete where it is none', () => {
    const { file, locks } = newJournal();
    const { pid } = started('sleep', '60');
    writeFileSync(`${file}.lock-${pid}-x`, '');
    expect(() => lockJournal(file)).toThrow(JournalTaken);
    const notice = `${file}: this game is still running: another host, process ${pid}, has it. If there is no such host, delete ${file}.lock-${pid}-x.`;
    expect(() => lockJournal(file)).toThrow(notice);
    expect(locks()).toEqual([`game.jsonl.lock-${pid}-x`]);
    expect({ isTaken: isJournalTaken(file), notice: takenNotice(file) }).toEqual({ isTaken: true, notice });
    expect(lockFiles(file)).toEqual([`${file}.lock-${pid}-x`]);
  });

  it('is the same by whatever link the journal is named', () => {
    const { file, locks } = newJournal();
    const link = join(temporaryFolder(), 'link.jsonl');
    symlinkSync(file, link);
    const { pid } = started('sleep', '60');
    writeFileSync(`${file}.lock-${pid}-x`, '');
    expect(() => lockJournal(link)).toThrow(JournalTaken);
    expect(isJournalTaken(link)).toBe(true);
    expect(lockFiles(link)).toEqual([`${file}.lock-${pid}-x`]);
    expect(locks()).toEqual([`game.jsonl.lock-${pid}-x`]);
  });

  it('is not kept by a dead process, and what that left behind is removed', async () => {
    const { file, locks } = newJournal();
    const child = started('sleep', '60');
    writeFileSync(`${file}.lock-${child.pid}-x`, '');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect({ isTaken: isJournalTaken(file), notice: takenNotice(file) }).toEqual({ isTaken: false });
    lockJournal(file);
    expect(isJournalTaken(file)).toBe(true);
    expect(locks()).toEqual([expect.stringContaining(`lock-${process.pid}-`)]);
  });

  it.runIf(isLinux)('is kept by the process that took it, not by another one that has its number now', () => {
    const { file } = newJournal();
    const { pid } = started('sleep', '60');
    const birth = birthOf(pid);
    const earlier = String(Number(birth) - 1);
    writeFileSync(`${file}.lock-${pid}-${earlier}`, '');
    lockJournal(file)();
    writeFileSync(`${file}.lock-${pid}-${birth}`, '');
    expect(() => lockJournal(file)).toThrow(JournalTaken);
  });

  it('is nothing that other files of the folder have to do with', () => {
    const { file, locks } = newJournal();
    const { pid } = started('sleep', '60');
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

/** A program that takes the lock of each file that it is told, at the time that it is told, until it is told the next one. */
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
    console.log('has it');
  } catch (error) {
    console.log(error.message.includes(': another host') ? 'gives way' : error.message);
  }
});
`;

describe('the lock of a journal that several processes want at the same moment', () => {
  it('is never had by two of them, also where a dead process left one behind', async () => {
    const processes = contenders(3, contender, 'journal');
    const rounds: string[][] = [];
    for (let round = 0; round < 100; round++) {
      const { file } = newJournal();
      if (round % 2 === 0) writeFileSync(`${file}.lock-2147483647-x`, '');
      const at = Date.now() + 5;
      rounds.push(await Promise.all(processes.map(async ({ ask }) => ask(`${at} ${file}`))));
    }
    expect(new Set(rounds.flat())).toEqual(new Set(['has it', 'gives way']));
    expect(rounds.filter((said) => said.filter((word) => word === 'has it').length > 1)).toEqual([]);
  });
});
