import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { SavedSeats } from '../../source/commands/saved-seats.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const GAME = 'ws://192.168.1.20:7849/v1/socket 482913';
const TOKEN = 'a-token-of-22-letters-';

/** A folder that does not exist yet, and the seats in it. */
function seatsInNewFolder() {
  const folder = join(temporaryFolder(), 'state', 'seats');
  const seats = new SavedSeats(folder);
  const files = () => readdirSync(folder).map((name) => join(folder, name));
  return { folder, seats, files };
}

/** Makes the one saved seat look as if another process had saved it. */
function handOver(file: string | undefined, pid: number, touchedMsAgo = 0): void {
  if (file === undefined) throw new Error('no seat was saved');
  writeFileSync(file, JSON.stringify({ name: 'Ada', token: TOKEN, pid }));
  const touchedAt = new Date(Date.now() - touchedMsAgo);
  utimesSync(file, touchedAt, touchedAt);
}

/** Another process that does nothing but live. */
async function anotherProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  const { pid = 0 } = child;
  return {
    pid,
    async end() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('SavedSeats', () => {
  it('knows nothing before something was saved', () => {
    const { seats } = seatsInNewFolder();
    expect(seats.token(GAME, 'Ada')).toBeUndefined();
    expect(seats.name(GAME)).toBeUndefined();
    seats.forget(GAME, 'Ada');
  });

  it.each(['', 'hello', '{}', 'null', '{"name":"Ada","token":1,"pid":1}', '{"name":"Ada"', '\u0000\uFFFF'])(
    'passes over a file that is broken, and writes it anew: %j',
    (content) => {
      const { seats, files } = seatsInNewFolder();
      seats.keep(GAME, 'Ada', TOKEN);
      writeFileSync(files()[0] ?? '', content);
      expect(seats.token(GAME, 'Ada')).toBeUndefined();
      expect(seats.name(GAME)).toBeUndefined();
      seats.keep(GAME, 'Ada', TOKEN);
      expect(seats.token(GAME, 'Ada')).toBe(TOKEN);
    },
  );

  it('costs nothing but the comfort where the folder cannot be made, read or written', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const seats = new SavedSeats(join(file, 'seats'));
    seats.keep(GAME, 'Ada', TOKEN);
    expect(seats.token(GAME, 'Ada')).toBeUndefined();
    expect(seats.name(GAME)).toBeUndefined();
    seats.forget(GAME, 'Ada');
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('keeps a seat whatever else is in the folder', () => {
    const { folder, seats } = seatsInNewFolder();
    mkdirSync(folder, { recursive: true });
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.json'));
    mkdirSync(join(folder, 'a-folder'));
    utimesSync(join(folder, 'a-folder'), 0, 0);
    seats.keep(GAME, 'Ada', TOKEN);
    expect(new SavedSeats(folder).token(GAME, 'Ada')).toBe(TOKEN);
  });

  it('gives the token back to who comes again under the name, however it is written', () => {
    const { folder, seats } = seatsInNewFolder();
    seats.keep(GAME, 'Ada', TOKEN);
    const later = new SavedSeats(folder);
    expect(later.token(GAME, 'Ada')).toBe(TOKEN);
    expect(later.token(GAME, ' ADA ')).toBe(TOKEN);
    expect(later.name(GAME)).toBe('Ada');
  });

  it('gives nothing to other names, in other games and at other addresses', () => {
    const { seats } = seatsInNewFolder();
    seats.keep(GAME, 'Ada', TOKEN);
    expect(seats.token(GAME, 'Bob')).toBeUndefined();
    expect(seats.token(`${GAME}0`, 'Ada')).toBeUndefined();
    expect(seats.token('ws://192.168.1.21:7849/v1/socket 482913', 'Ada')).toBeUndefined();
    expect(seats.name(`${GAME}0`)).toBeUndefined();
  });

  it('is for the eyes of its owner only', () => {
    const { folder, seats, files } = seatsInNewFolder();
    seats.keep(GAME, 'Ada', TOKEN);
    expect(files().map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('tells nothing by the names of its files, and stays in its folder whatever the player is called', () => {
    const { seats, files } = seatsInNewFolder();
    for (const name of ['Ada', '../../etc/passwd', 'a/b', '\u0000', '日本']) seats.keep(GAME, name, TOKEN);
    expect(files()).toHaveLength(5);
    for (const file of files()) expect(file).toMatch(/\/[\da-f]{16}-[\da-f]{16}\.json$/u);
    expect(seats.token(GAME, '../../etc/passwd')).toBe(TOKEN);
  });

  it('does not offer a name where it could be one of several', () => {
    const { seats } = seatsInNewFolder();
    seats.keep(GAME, 'Ada', TOKEN);
    seats.keep(GAME, 'Bob', TOKEN);
    expect(seats.name(GAME)).toBeUndefined();
    seats.forget(GAME, 'Bob');
    expect(seats.name(GAME)).toBe('Ada');
  });

  it('forgets a seat of a game that is over', () => {
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, 'Ada', TOKEN);
    seats.forget(GAME, 'Ada');
    expect(files()).toEqual([]);
    expect(seats.token(GAME, 'Ada')).toBeUndefined();
  });

  it('forgets what is older than a day when it keeps something new', () => {
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, 'Ada', TOKEN);
    handOver(files()[0], 1, 25 * 60 * 60 * 1000);
    seats.keep(GAME, 'Bob', TOKEN);
    expect(files()).toHaveLength(1);
    expect(seats.name(GAME)).toBe('Bob');
  });
});

describe('a seat that another process has', () => {
  it('is not free while that process lives, and is free as soon as it is gone', async () => {
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, 'Ada', TOKEN);
    const other = await anotherProcess();
    handOver(files()[0], other.pid);
    expect(seats.token(GAME, 'Ada')).toBeUndefined();
    expect(seats.name(GAME)).toBeUndefined();
    await other.end();
    expect(seats.token(GAME, 'Ada')).toBe(TOKEN);
    expect(seats.name(GAME)).toBe('Ada');
  });

  it('is free when the process has shown no sign for long: the id may be a stranger by now', async () => {
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, 'Ada', TOKEN);
    const other = await anotherProcess();
    handOver(files()[0], other.pid, 5000);
    expect(seats.token(GAME, 'Ada')).toBeUndefined();
    handOver(files()[0], other.pid, 7000);
    expect(seats.token(GAME, 'Ada')).toBe(TOKEN);
  });

  it('shows a sign every two seconds', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, 'Ada', TOKEN);
    const [file = ''] = files();
    utimesSync(file, 0, 0);
    vi.advanceTimersByTime(2000);
    expect(Math.round(statSync(file).mtimeMs)).toBe(Date.now());
    seats.forget(GAME, 'Ada');
    expect(vi.getTimerCount()).toBe(0);
  });
});
