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
import { SavedSeats } from '../../../source/commands/join/saved-seats.ts';
import { contenders } from '../../helpers/contenders.ts';
import { tokenOf } from '../../helpers/rooms.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const GAME = 'ws://192.168.1.20:7849/v1/socket 482913';
const TOKEN = tokenOf('Ada');

/** A folder that does not exist yet, and the seats in it. */
function seatsInNewFolder() {
  const folder = join(temporaryFolder(), 'state', 'seats');
  const seats = new SavedSeats(folder);
  const files = () => readdirSync(folder).map((name) => join(folder, name));
  return { folder, seats, files };
}

/** A seat as it is kept: of a name that was asked for, unless the host gave it. */
function seat(name: string, wish = name) {
  return { name, wish, token: tokenOf(name) };
}

/** Makes the one saved seat look as if another process had saved it. */
function handOver(file: string | undefined, pid: number, touchedMsAgo = 0): void {
  if (file === undefined) throw new Error('no seat was saved');
  writeFileSync(file, JSON.stringify({ ...seat('Ada'), pid }));
  const touchedAt = new Date(Date.now() - touchedMsAgo);
  utimesSync(file, touchedAt, touchedAt);
}

/** Nobody has touched the seats since, of those that were touched just now. */
function leftLongAgo(files: () => string[], agoMs: number): void {
  for (const file of files()) {
    if (Date.now() - statSync(file).mtimeMs < 5000)
      utimesSync(file, new Date(), new Date(Date.now() - agoMs));
  }
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
    expect(seats.take(GAME, 'Ada')).toBeUndefined();
    seats.forget(GAME, TOKEN);
  });

  it.each(['', 'hello', '{}', 'null', '{"name":"Ada","token":1,"pid":1}', '{"name":"Ada"', '\u0000\uFFFF'])(
    'passes over a file that is broken, and writes it anew: %j',
    (content) => {
      const { seats, files } = seatsInNewFolder();
      seats.keep(GAME, seat('Ada'));
      writeFileSync(files()[0] ?? '', content);
      expect(seats.take(GAME, 'Ada')).toBeUndefined();
      seats.keep(GAME, seat('Ada'));
      expect(seats.take(GAME, 'Ada')).toBe(TOKEN);
    },
  );

  it('costs nothing but the comfort where the folder cannot be made, read or written', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const seats = new SavedSeats(join(file, 'seats'));
    seats.keep(GAME, seat('Ada'));
    expect(seats.take(GAME, 'Ada')).toBeUndefined();
    seats.forget(GAME, TOKEN);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('keeps a seat whatever else is in the folder', () => {
    const { folder, seats } = seatsInNewFolder();
    mkdirSync(folder, { recursive: true });
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.json'));
    mkdirSync(join(folder, 'a-folder'));
    utimesSync(join(folder, 'a-folder'), 0, 0);
    seats.keep(GAME, seat('Ada'));
    expect(new SavedSeats(folder).take(GAME, 'Ada')).toBe(TOKEN);
  });

  it('gives the token back to who comes again under the name, however it is written', () => {
    const { folder, seats } = seatsInNewFolder();
    seats.keep(GAME, seat('Ada'));
    const later = new SavedSeats(folder);
    expect(later.take(GAME, 'Ada')).toBe(TOKEN);
    expect(later.take(GAME, ' ADA ')).toBe(TOKEN);
  });

  it('gives nothing to other names, in other games and at other addresses', () => {
    const { seats } = seatsInNewFolder();
    seats.keep(GAME, seat('Ada'));
    expect(seats.take(GAME, 'Bob')).toBeUndefined();
    expect(seats.take(`${GAME}0`, 'Ada')).toBeUndefined();
    expect(seats.take('ws://192.168.1.21:7849/v1/socket 482913', 'Ada')).toBeUndefined();
  });

  it('is for the eyes of its owner only', () => {
    const { folder, seats, files } = seatsInNewFolder();
    seats.keep(GAME, seat('Ada'));
    expect(files().map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('tells nothing by the names of its files, and stays in its folder whatever the player is called', () => {
    const { seats, files } = seatsInNewFolder();
    for (const name of ['Ada', '../../etc/passwd', 'a/b', '\u0000', '日本']) seats.keep(GAME, seat(name));
    expect(files()).toHaveLength(5);
    for (const file of files()) expect(file).toMatch(/\/[\da-f]{16}-[\da-f]{16}\.json$/u);
    expect(seats.take(GAME, '../../etc/passwd')).toBe(tokenOf('../../etc/passwd'));
  });

  it('gives the only seat there is to who has no name yet, and none of several', () => {
    const { seats } = seatsInNewFolder();
    seats.keep(GAME, seat('Ada'));
    expect(seats.take(GAME, '')).toBe(TOKEN);
    seats.keep(GAME, seat('Bob'));
    expect(seats.take(GAME, '')).toBeUndefined();
    seats.forget(GAME, tokenOf('Bob'));
    expect(seats.take(GAME, '')).toBe(TOKEN);
  });

  it('forgets a seat of a game that is over', () => {
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, seat('Ada'));
    seats.forget(GAME, TOKEN);
    expect(files()).toEqual([]);
    expect(seats.take(GAME, 'Ada')).toBeUndefined();
  });

  it('forgets what is older than a day when it keeps something new', () => {
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, seat('Ada'));
    handOver(files()[0], 1, 25 * 60 * 60 * 1000);
    seats.keep(GAME, seat('Bob'));
    expect(files()).toHaveLength(1);
    expect(seats.take(GAME, 'Bob')).toBe(tokenOf('Bob'));
  });
});

describe('a seat whose name the host gave', () => {
  it('comes back to who asked for no name, of several the one that was left last', () => {
    const { seats, files } = seatsInNewFolder();
    for (const name of ['Silver Lemur', 'Cozy Cobra', 'Gentle Dingo']) {
      seats.keep(GAME, seat(name, ''));
      leftLongAgo(files, name === 'Cozy Cobra' ? 10_000 : 20_000);
    }
    expect(seats.take(GAME, '')).toBe(tokenOf('Cozy Cobra'));
  });

  it('comes back to who asks for the same name as before, which nobody got', () => {
    const { seats } = seatsInNewFolder();
    seats.keep(GAME, seat('Silver Lemur', 'Ada'));
    seats.keep(GAME, seat('Cozy Cobra', 'Bob'));
    expect(seats.take(GAME, 'ada')).toBe(tokenOf('Silver Lemur'));
    expect(seats.take(GAME, 'Bob')).toBe(tokenOf('Cozy Cobra'));
    expect(seats.take(GAME, 'Eve')).toBeUndefined();
  });

  it('comes back to who asks for the name that was given, before who asked for one like it', () => {
    const { seats } = seatsInNewFolder();
    seats.keep(GAME, seat('Silver Lemur', ''));
    seats.keep(GAME, seat('Cozy Cobra', 'Silver Lemur'));
    expect(seats.take(GAME, 'Silver Lemur')).toBe(tokenOf('Silver Lemur'));
  });

  it('is kept once, whatever name its token is given later', () => {
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, seat('Silver Lemur', ''));
    seats.keep(GAME, { ...seat('Cozy Cobra', ''), token: tokenOf('Silver Lemur') });
    expect(files()).toHaveLength(1);
    expect(seats.take(GAME, 'Cozy Cobra')).toBe(tokenOf('Silver Lemur'));
  });
});

describe('a seat that another process has', () => {
  it('is not free while that process lives, and is free as soon as it is gone', async () => {
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, seat('Ada'));
    const other = await anotherProcess();
    handOver(files()[0], other.pid);
    expect(seats.take(GAME, 'Ada')).toBeUndefined();
    await other.end();
    expect(seats.take(GAME, 'Ada')).toBe(TOKEN);
  });

  it('is free when the process has shown no sign for long: the id may be a stranger by now', async () => {
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, seat('Ada'));
    const other = await anotherProcess();
    handOver(files()[0], other.pid, 5000);
    expect(seats.take(GAME, 'Ada')).toBeUndefined();
    handOver(files()[0], other.pid, 7000);
    expect(seats.take(GAME, 'Ada')).toBe(TOKEN);
  });

  it('shows a sign every two seconds', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { seats, files } = seatsInNewFolder();
    seats.keep(GAME, seat('Ada'));
    const [file = ''] = files();
    utimesSync(file, 0, 0);
    vi.advanceTimersByTime(2000);
    expect(Math.round(statSync(file).mtimeMs)).toBe(Date.now());
    seats.forget(GAME, TOKEN);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('seats that several processes want at the same moment', () => {
  const contender = `
import { createInterface } from 'node:readline';
import { SavedSeats } from './saved-seats.ts';

createInterface({ input: process.stdin }).on('line', (line) => {
  const [at, folder] = line.split(' ');
  while (Date.now() < Number(at));
  console.log(new SavedSeats(folder).take(${JSON.stringify(GAME)}, '') ?? 'none');
});
`;

  it('go to one process each, and none is left over', async () => {
    const processes = contenders(3, contender, 'commands/join');
    for (let round = 0; round < 100; round++) {
      const { seats, folder, files } = seatsInNewFolder();
      const count = 1 + (round % 16);
      for (let index = 0; index < count; index++) seats.keep(GAME, seat(`Silver Lemur ${index}`, ''));
      for (const file of files()) {
        writeFileSync(file, readFileSync(file, 'utf8').replace(/"pid":\d+/u, '"pid":2147483647'));
      }
      const at = Date.now() + 5;
      const said = await Promise.all(processes.map(async ({ ask }) => ask(`${at} ${folder}`)));
      const taken = said.filter((token) => token !== 'none');
      expect(taken).toHaveLength(Math.min(count, processes.length));
      expect(new Set(taken).size).toBe(taken.length);
    }
  });
});
