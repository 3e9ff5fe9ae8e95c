import type * as fs from 'node:fs';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Journal } from '../../source/server/journal.ts';
import { temporaryFolder } from '../helpers/binary.ts';

const fullDisk = vi.hoisted(() => ({ isFull: false }));

vi.mock('node:fs', async (importActual) => {
  const actual = await importActual<typeof fs>();
  const writeSync = (descriptor: number, bytes: Buffer, offset: number) => {
    if (fullDisk.isFull) throw new Error('ENOSPC: no space left on device, write');
    return actual.writeSync(descriptor, bytes, offset);
  };
  return { ...actual, writeSync };
});

const now = Date.UTC(2026, 10, 22, 16, 12, 5);

function openJournal(title = 'Git', folder = temporaryFolder()) {
  const failures: string[] = [];
  const journal = new Journal({ folder, title, now }, (message) => failures.push(message));
  return { journal, failures, read: () => readFileSync(journal.file, 'utf8') };
}

const locked = { type: 'game-locked', at: 1 } as const;
const unlocked = { type: 'game-unlocked', at: 2 } as const;

describe('Journal', () => {
  it('throws where its file cannot be made', () => {
    expect(() => openJournal('Git', '/dev/null/nowhere')).toThrow(/ENOTDIR/u);
  });

  it('is named after the time and the title, and never after what a title must not do to a path', () => {
    expect(openJournal('HTTP & WebSockets!').journal.file).toMatch(
      /\/games\/20261122-161205-http-websockets-[a-z\d]{6}\.jsonl$/u,
    );
    expect(openJournal('../../../Übel').journal.file).toMatch(
      /\/games\/20261122-161205-u-bel-[a-z\d]{6}\.jsonl$/u,
    );
    expect(openJournal('日本語').journal.file).toMatch(/-quiz-[a-z\d]{6}\.jsonl$/u);
  });

  it('is for its owner alone', () => {
    const { journal } = openJournal();
    expect(statSync(journal.file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(journal.file)).mode & 0o777).toBe(0o700);
  });

  it('holds an event a line, in order, once it is flushed', () => {
    const { journal, read } = openJournal();
    journal.append(locked);
    journal.append(unlocked);
    expect(read()).toBe('');
    journal.flush();
    expect(read()).toBe(`${JSON.stringify(locked)}\n${JSON.stringify(unlocked)}\n`);
  });

  it('writes on closing what is left, and nothing afterwards', () => {
    const { journal, read, failures } = openJournal();
    journal.append(locked);
    journal.close();
    journal.append(unlocked);
    journal.flush();
    journal.close();
    expect(read()).toBe(`${JSON.stringify(locked)}\n`);
    expect(failures).toEqual([]);
  });

  it('says once that it cannot be written, and takes events without a word from then on', () => {
    const { journal, failures, read } = openJournal();
    fullDisk.isFull = true;
    onTestFinished(() => {
      fullDisk.isFull = false;
    });
    journal.append(locked);
    journal.flush();
    journal.append(unlocked);
    journal.flush();
    journal.close();
    expect(failures).toEqual([
      expect.stringMatching(/cannot be written \(ENOSPC: no space.*the game goes on without it/u),
    ]);
    expect(read()).toBe('');
  });
});
