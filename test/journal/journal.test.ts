import type * as fs from 'node:fs';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Journal, encodeEvent } from '../../source/journal/journal.ts';
import { currentSystem } from '../../source/journal/lock-owner.ts';
import { JournalInUseError, lockPath } from '../../source/journal/lock.ts';
import { HEADER } from '../helpers/journals.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const disk = vi.hoisted(() => ({ isFull: false, isBroken: false, calls: new Array<string>() }));

vi.mock('node:fs', async (importActual) => {
  const actual = await importActual<typeof fs>();
  const writeSync = (descriptor: number, bytes: Buffer, offset: number) => {
    if (disk.isFull)
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    disk.calls.push('write');
    return actual.writeSync(descriptor, bytes, offset);
  };
  const fdatasyncSync = () => {
    if (disk.isBroken) throw new Error('EIO: i/o error, fdatasync');
    disk.calls.push('synchronise');
  };
  const fdatasync = (_descriptor: number, done: (error: Error | null) => void) => {
    disk.calls.push('begin to synchronise');
    setImmediate(() => done(disk.isBroken ? new Error('EIO: i/o error, fdatasync') : null));
  };
  const closeSync = (descriptor: number) => {
    disk.calls.push('close');
    actual.closeSync(descriptor);
    if (disk.isBroken) throw new Error('EIO: i/o error, close');
  };
  return { ...actual, writeSync, fdatasync, fdatasyncSync, closeSync };
});

beforeEach(() => {
  Object.assign(disk, { isFull: false, isBroken: false, calls: [] });
});

const now = Date.UTC(2026, 10, 22, 16, 12, 5);

const HEADER_LINE = `${JSON.stringify(HEADER)}\n`;

function openJournal(title = 'Git', stateDir = temporaryFolder(), durable = false) {
  const failures: string[] = [];
  const journal = new Journal(
    { stateDir, title, now, header: HEADER },
    { durable, onFailure: (message) => failures.push(message) },
  );
  return { journal, failures, read: () => readFileSync(journal.file, 'utf8') };
}

const opened = { type: 'question-opened', at: 3, question: 0, closesAt: null } as const;
const locked = { type: 'game-locked', at: 1 } as const;
const unlocked = { type: 'game-unlocked', at: 2 } as const;

describe('Journal', () => {
  it('throws if its file cannot be created', () => {
    expect(() => openJournal('Git', '/dev/null/nowhere')).toThrow(/ENOTDIR/u);
  });

  it('is named after the time and the title, without the characters of a path', () => {
    expect(openJournal('HTTP & WebSockets!').journal.file).toMatch(
      /\/games\/20261122-161205-http-websockets-[a-z\d]{6}\.jsonl$/u,
    );
    expect(openJournal('../../../Übel').journal.file).toMatch(
      /\/games\/20261122-161205-u-bel-[a-z\d]{6}\.jsonl$/u,
    );
    expect(openJournal('日本語').journal.file).toMatch(/-quiz-[a-z\d]{6}\.jsonl$/u);
  });

  it('can be read by its owner alone', () => {
    const { journal } = openJournal();
    expect(statSync(journal.file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(journal.file)).mode & 0o777).toBe(0o700);
  });

  it('holds its header and then one event per line, in order, once it is flushed', () => {
    const { journal, read } = openJournal();
    journal.append(encodeEvent(locked));
    journal.append(encodeEvent(unlocked));
    expect(read()).toBe('');
    journal.flush();
    expect(read()).toBe(`${HEADER_LINE}${JSON.stringify(locked)}\n${JSON.stringify(unlocked)}\n`);
  });

  it('writes what is left when it is closed, and nothing afterwards', () => {
    const { journal, read, failures } = openJournal();
    journal.append(encodeEvent(locked));
    journal.close();
    journal.append(encodeEvent(unlocked));
    journal.flush();
    journal.close();
    expect(read()).toBe(`${HEADER_LINE}${JSON.stringify(locked)}\n`);
    expect(failures).toEqual([]);
  });

  it('warns once that it cannot be written, and ignores events from then on', () => {
    const { journal, failures, read } = openJournal();
    disk.isFull = true;
    journal.append(encodeEvent(locked));
    journal.flush();
    journal.append(encodeEvent(unlocked));
    journal.flush();
    journal.close();
    expect(failures).toEqual([
      expect.stringMatching(
        /^This game is no longer being saved: the disk is full\. It continues, .* Journal: \S+ \(ENOSPC: no space/u,
      ),
    ]);
    expect(read()).toBe('');
  });

  it('starts to synchronise with the disk at a change of phase, without waiting', () => {
    const { journal } = openJournal();
    journal.append(encodeEvent(locked));
    journal.flush();
    journal.append(encodeEvent(opened));
    journal.flush();
    expect(disk.calls).toEqual(['write', 'write', 'begin to synchronise']);
  });

  it('warns if synchronising in the background fails', async () => {
    const { journal, failures } = openJournal();
    disk.isBroken = true;
    journal.append(encodeEvent(opened));
    journal.flush();
    await expect.poll(() => failures).toEqual([expect.stringContaining('EIO: i/o error')]);
  });

  it('synchronises every flush with the disk if it is durable', () => {
    const { journal } = openJournal('Git', temporaryFolder(), true);
    journal.append(encodeEvent(locked));
    journal.append(encodeEvent(opened));
    journal.flush();
    expect(disk.calls).toEqual(['write', 'synchronise']);
  });

  it('warns if it is durable and cannot be synchronised', () => {
    const { journal, failures } = openJournal('Git', temporaryFolder(), true);
    disk.isBroken = true;
    journal.append(encodeEvent(locked));
    journal.flush();
    expect(failures).toEqual([expect.stringContaining('EIO: i/o error')]);
  });

  it.each([{ isFull: true }, { isBroken: true }])(
    'closes its file only once when it fails (%o)',
    async (how) => {
      const { journal, failures } = openJournal();
      disk.calls.length = 0;
      Object.assign(disk, how);
      journal.append(encodeEvent(opened));
      journal.flush();
      await expect.poll(() => failures).toHaveLength(1);
      expect(disk.calls.filter((call) => call === 'close')).toHaveLength(1);
      journal.close();
      expect(disk.calls.filter((call) => call === 'close')).toHaveLength(1);
      expect(failures).toHaveLength(1);
    },
  );

  it.each([{}, { isFull: true }, { isBroken: true }])(
    'releases its lock when it is closed, whatever the disk does (%o)',
    (how) => {
      const { journal, failures } = openJournal();
      const locks = () => readdirSync(dirname(journal.file)).filter((name) => name.includes('lock'));
      Object.assign(disk, how);
      journal.append(encodeEvent(locked));
      expect(locks()).toHaveLength(1);
      journal.close();
      expect(locks()).toEqual([]);
      expect(failures).toHaveLength(Object.keys(how).length);
    },
  );
});

describe('the journal of a resumed game', () => {
  function existingJournal(text: string) {
    const file = join(temporaryFolder(), 'game.jsonl');
    writeFileSync(file, text);
    const reopen = (length: number, size = Buffer.byteLength(text)) =>
      new Journal(
        { file, intactBytes: length, totalBytes: size },
        { onFailure: (message) => expect(message).toBe('no failure') },
      );
    return { file, reopen, read: () => readFileSync(file, 'utf8') };
  }

  it('loses its incomplete last line, and is continued from there', () => {
    const { reopen, read } = existingJournal('{"kept":"é"}\n{"torn":');
    const journal = reopen(Buffer.byteLength('{"kept":"é"}\n'));
    journal.append(encodeEvent(locked));
    journal.close();
    expect(read()).toBe(`{"kept":"é"}\n${JSON.stringify(locked)}\n`);
  });

  it('is left alone if it has grown since it was read, because another host wrote to it', () => {
    const { file, reopen, read } = existingJournal('{"kept":1}\n{"acknowledged":1}\n');
    expect(() => reopen(11, 11)).toThrow(JournalInUseError);
    expect(read()).toBe('{"kept":1}\n{"acknowledged":1}\n');
    expect(readdirSync(dirname(file))).toEqual(['game.jsonl']);
  });

  it('is left alone while another host has it', () => {
    const { file, reopen, read } = existingJournal('{"kept":1}\n{"torn":');
    writeFileSync(lockPath(file, { pid: process.ppid, startTime: null, system: currentSystem() }), '');
    expect(() => reopen(11)).toThrow(JournalInUseError);
    expect(read()).toBe('{"kept":1}\n{"torn":');
  });
});
