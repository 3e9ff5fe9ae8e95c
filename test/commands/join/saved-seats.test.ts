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
import { racingProcesses } from '../../helpers/racing-processes.ts';
import { tokenOf } from '../../helpers/rooms.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const GAME = { address: 'http://192.168.1.20:7849', pin: '482913' };

/** The game's new PIN, or another game at the same address. */
const NEW_PIN = { ...GAME, pin: '48291375' };
const TOKEN = tokenOf('Ada');

/** A folder that does not exist yet, and the seats in it. */
function seatsInNewFolder() {
  const folder = join(temporaryFolder(), 'state', 'seats');
  const seats = new SavedSeats(folder);
  const files = () => readdirSync(folder).map((name) => join(folder, name));
  return { folder, seats, files };
}

/** A seat whose player got the requested name, unless another one is given. */
function seat(name: string, requestedName = name) {
  return { name, requestedName, token: tokenOf(name) };
}

/** Makes the one saved seat look as if another process had saved it. */
function handOver(file: string | undefined, pid: number, touchedMsAgo = 0): void {
  if (file === undefined) throw new Error('no seat was saved');
  writeFileSync(file, JSON.stringify({ ...seat('Ada'), pid }));
  const touchedAt = new Date(Date.now() - touchedMsAgo);
  utimesSync(file, touchedAt, touchedAt);
}

/** Makes the seats that were touched just now look as if they were touched last some time ago. */
function leftLongAgo(files: () => string[], agoMs: number): void {
  for (const file of files()) {
    if (Date.now() - statSync(file).mtimeMs < 5000)
      utimesSync(file, new Date(), new Date(Date.now() - agoMs));
  }
}

/** Starts a process that only waits. */
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
  it('has no seats at first', () => {
    const { seats } = seatsInNewFolder();
    expect(seats.claim(GAME, 'Ada')).toBeUndefined();
    seats.forget(GAME, TOKEN);
  });

  it.each(['', 'hello', '{}', 'null', '{"name":"Ada","token":1,"pid":1}', '{"name":"Ada"', '\u0000\uFFFF'])(
    'ignores a damaged file, and overwrites it: %j',
    (content) => {
      const { seats, files } = seatsInNewFolder();
      seats.save(GAME, seat('Ada'));
      writeFileSync(files()[0] ?? '', content);
      expect(seats.claim(GAME, 'Ada')).toBeUndefined();
      seats.save(GAME, seat('Ada'));
      expect(seats.claim(GAME, 'Ada')).toBe(TOKEN);
    },
  );

  it('never fails, even if the folder cannot be made, read or written', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const seats = new SavedSeats(join(file, 'seats'));
    seats.save(GAME, seat('Ada'));
    expect(seats.claim(GAME, 'Ada')).toBeUndefined();
    seats.forget(GAME, TOKEN);
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('saves a seat whatever else is in the folder', () => {
    const { folder, seats } = seatsInNewFolder();
    mkdirSync(folder, { recursive: true });
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.json'));
    mkdirSync(join(folder, 'a-folder'));
    utimesSync(join(folder, 'a-folder'), 0, 0);
    seats.save(GAME, seat('Ada'));
    expect(new SavedSeats(folder).claim(GAME, 'Ada')).toBe(TOKEN);
  });

  it('returns the token for the same name, in any spelling', () => {
    const { folder, seats } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    const later = new SavedSeats(folder);
    expect(later.claim(GAME, 'Ada')).toBe(TOKEN);
    expect(later.claim(GAME, ' ADA ')).toBe(TOKEN);
  });

  it('returns nothing for other names and addresses', () => {
    const { seats } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    expect(seats.claim(GAME, 'Bob')).toBeUndefined();
    expect(seats.claim({ ...GAME, address: 'http://192.168.1.21:7849' }, 'Ada')).toBeUndefined();
  });

  it('returns the seat for a new PIN as well, and moves it there', () => {
    const { seats, files } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    expect(seats.claim(NEW_PIN, 'Ada')).toBe(TOKEN);
    expect(files()).toHaveLength(1);
    seats.forget(NEW_PIN, TOKEN);
    expect(files()).toEqual([]);
  });

  it('prefers a seat with the same PIN', () => {
    const { seats } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    seats.save(NEW_PIN, { ...seat('Ada'), token: tokenOf('Bob') });
    expect(seats.claim(GAME, 'Ada')).toBe(TOKEN);
    expect(seats.claim(NEW_PIN, 'Ada')).toBe(tokenOf('Bob'));
  });

  it('lets only the owner read its files', () => {
    const { folder, seats, files } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    expect(files().map((file) => statSync(file).mode & 0o777)).toEqual([0o600]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('names its files by digests, and stays in its folder whatever the player is called', () => {
    const { seats, files } = seatsInNewFolder();
    for (const name of ['Ada', '../../etc/passwd', 'a/b', '\u0000', '日本']) seats.save(GAME, seat(name));
    expect(files()).toHaveLength(5);
    for (const file of files()) expect(file).toMatch(/\/(?:[\da-f]{16}-){2}[\da-f]{16}\.json$/u);
    expect(seats.claim(GAME, '../../etc/passwd')).toBe(tokenOf('../../etc/passwd'));
  });

  it('returns the only seat without a name, but none of several', () => {
    const { seats } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    expect(seats.claim(GAME, '')).toBe(TOKEN);
    seats.save(GAME, seat('Bob'));
    expect(seats.claim(GAME, '')).toBeUndefined();
    seats.forget(GAME, tokenOf('Bob'));
    expect(seats.claim(GAME, '')).toBe(TOKEN);
  });

  it('removes a seat whose game is over', () => {
    const { seats, files } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    seats.forget(GAME, TOKEN);
    expect(files()).toEqual([]);
    expect(seats.claim(GAME, 'Ada')).toBeUndefined();
  });

  it('removes seats older than a day when it saves a new one', () => {
    const { seats, files } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    handOver(files()[0], 1, 25 * 60 * 60 * 1000);
    seats.save(GAME, seat('Bob'));
    expect(files()).toHaveLength(1);
    expect(seats.claim(GAME, 'Bob')).toBe(tokenOf('Bob'));
  });
});

describe('a saved seat with a name that the host gave', () => {
  it('goes to a player without a name, starting with the one that was left last', () => {
    const { seats, files } = seatsInNewFolder();
    for (const name of ['Silver Lemur', 'Cozy Cobra', 'Gentle Dingo']) {
      seats.save(GAME, seat(name, ''));
      leftLongAgo(files, name === 'Cozy Cobra' ? 10_000 : 20_000);
    }
    expect(seats.claim(GAME, '')).toBe(tokenOf('Cozy Cobra'));
  });

  it('goes to the player who requests the same name as before', () => {
    const { seats } = seatsInNewFolder();
    seats.save(GAME, seat('Silver Lemur', 'Ada'));
    seats.save(GAME, seat('Cozy Cobra', 'Bob'));
    expect(seats.claim(GAME, 'ada')).toBe(tokenOf('Silver Lemur'));
    expect(seats.claim(GAME, 'Bob')).toBe(tokenOf('Cozy Cobra'));
    expect(seats.claim(GAME, 'Eve')).toBeUndefined();
  });

  it('goes first to the player who requests the name that was given', () => {
    const { seats } = seatsInNewFolder();
    seats.save(GAME, seat('Silver Lemur', ''));
    seats.save(GAME, seat('Cozy Cobra', 'Silver Lemur'));
    expect(seats.claim(GAME, 'Silver Lemur')).toBe(tokenOf('Silver Lemur'));
  });

  it('is saved once, even if its token gets another name later', () => {
    const { seats, files } = seatsInNewFolder();
    seats.save(GAME, seat('Silver Lemur', ''));
    seats.save(GAME, { ...seat('Cozy Cobra', ''), token: tokenOf('Silver Lemur') });
    expect(files()).toHaveLength(1);
    expect(seats.claim(GAME, 'Cozy Cobra')).toBe(tokenOf('Silver Lemur'));
  });
});

describe('a saved seat that another process holds', () => {
  it('is free only once that process has exited', async () => {
    const { seats, files } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    const other = await anotherProcess();
    handOver(files()[0], other.pid);
    expect(seats.claim(GAME, 'Ada')).toBeUndefined();
    await other.end();
    expect(seats.claim(GAME, 'Ada')).toBe(TOKEN);
  });

  it('is free once it has not been marked as in use for 6 seconds, since the process id may be reused', async () => {
    const { seats, files } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    const other = await anotherProcess();
    handOver(files()[0], other.pid, 5000);
    expect(seats.claim(GAME, 'Ada')).toBeUndefined();
    handOver(files()[0], other.pid, 7000);
    expect(seats.claim(GAME, 'Ada')).toBe(TOKEN);
  });

  it('is marked as in use every two seconds', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { seats, files } = seatsInNewFolder();
    seats.save(GAME, seat('Ada'));
    const [file = ''] = files();
    utimesSync(file, 0, 0);
    vi.advanceTimersByTime(2000);
    expect(Math.round(statSync(file).mtimeMs)).toBe(Date.now());
    seats.forget(GAME, TOKEN);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('saved seats that several processes claim at the same moment', () => {
  const contender = `
import { createInterface } from 'node:readline';
import { SavedSeats } from './saved-seats.ts';

createInterface({ input: process.stdin }).on('line', (line) => {
  const [at, folder] = line.split(' ');
  while (Date.now() < Number(at));
  console.log(new SavedSeats(folder).claim(${JSON.stringify(GAME)}, '') ?? 'none');
});
`;

  it('go to one process each, with none left over', async () => {
    const processes = racingProcesses(3, contender, 'commands/join');
    for (let round = 0; round < 100; round++) {
      const { seats, folder, files } = seatsInNewFolder();
      const count = 1 + (round % 16);
      for (let index = 0; index < count; index++) seats.save(GAME, seat(`Silver Lemur ${index}`, ''));
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
