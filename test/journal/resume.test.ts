import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import { journalInUseNotice, lockJournal } from '../../source/journal/lock.ts';
import { latestResumableGame, recentlyInterruptedGame, resumableGame } from '../../source/journal/resume.ts';
import { START, created, gameOf } from '../helpers/games.ts';
import { HEADER, journalText } from '../helpers/journals.ts';
import { stateFolderWith } from '../helpers/state-folder.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const HOUR_MS = 60 * 60_000;

class StateFolder {
  readonly path = temporaryFolder();

  constructor() {
    mkdirSync(join(this.path, 'games'));
  }

  /** Saves a game with these events, last written at the last of them. */
  save(name: string, events: readonly GameEvent[]): string {
    const file = join(this.path, 'games', `${name}.jsonl`);
    const lines = [HEADER, created(), ...events];
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const seconds = (events.at(-1)?.at ?? START) / 1000;
    utimesSync(file, seconds, seconds);
    return file;
  }

  recentAt(now: number): ReturnType<typeof recentlyInterruptedGame> {
    return recentlyInterruptedGame(this.path, now);
  }

  latestAt(now: number): ReturnType<typeof latestResumableGame> {
    return latestResumableGame(this.path, now);
  }
}

function joined(name: string): GameEvent {
  return { type: 'player-joined', at: START, player: name, name, team: null, tokenHash: name };
}

const podium: GameEvent = { type: 'podium-shown', at: START, shownAt: START, standings: [] };
const ended: GameEvent = { type: 'game-ended', at: START };
const SOON = START + 60_000;

describe('recentlyInterruptedGame', () => {
  it('returns nothing if no game was saved', async () => {
    expect(await recentlyInterruptedGame(join(temporaryFolder(), 'nowhere'), START)).toBeUndefined();
  });

  it('returns a game with players that was interrupted in the last twelve hours', async () => {
    const folder = new StateFolder();
    const file = folder.save('1', [joined('Ada'), joined('Grace')]);
    expect(await folder.recentAt(START + 11 * HOUR_MS)).toMatchObject({ file, players: 2, lastAt: START });
    expect(await folder.recentAt(START + 13 * HOUR_MS)).toBeUndefined();
  });

  it('ignores games that reached their podium or that nobody joined', async () => {
    const folder = new StateFolder();
    folder.save('1', [joined('Ada'), podium, ended]);
    folder.save('2', [joined('Ada'), podium]);
    folder.save('3', [{ type: 'game-locked', at: START }]);
    expect(await folder.recentAt(SOON)).toBeUndefined();
  });

  it('returns the newest game, which is also the one to resume', async () => {
    const folder = new StateFolder();
    folder.save('1', [joined('Ada')]);
    const file = folder.save('2', [joined('Ada')]);
    writeFileSync(folder.save('3', []), '');
    expect(await folder.recentAt(SOON)).toMatchObject({ file });
    expect(await folder.latestAt(SOON)).toMatchObject({ file });
  });

  it('returns the game to resume even if a newer one was opened that nobody joined', async () => {
    const folder = new StateFolder();
    const first = folder.save('1', [joined('Ada')]);
    const empty = folder.save('2', []);
    expect(await folder.recentAt(SOON)).toMatchObject({ file: first });
    expect(await folder.latestAt(SOON)).toMatchObject({ file: first });
    expect(await folder.latestAt(START + 13 * HOUR_MS)).toMatchObject({ file: empty });
  });

  it('returns nothing if the newest game is damaged, since it cannot be resumed', async () => {
    const folder = new StateFolder();
    folder.save('1', [joined('Ada')]);
    const damaged = folder.save('2', [joined('Ada')]);
    appendFileSync(damaged, 'not an event\n');
    utimesSync(damaged, START / 1000, START / 1000);
    expect(await folder.recentAt(SOON)).toBeUndefined();
    expect(await folder.latestAt(SOON)).toContain(`${damaged}:4: `);
  });
});

describe('latestResumableGame', () => {
  const text = journalText(gameOf({ players: ['Ada'] }));
  const over = `${text}${[podium, ended].map((event) => `${JSON.stringify(event)}\n`).join('')}`;
  const latest = async (contents: readonly string[]) => {
    const { stateDir, files } = stateFolderWith(contents);
    return { files, game: await latestResumableGame(stateDir, Date.now()) };
  };

  it('returns the newest game that has not ended', async () => {
    const { files, game } = await latest([text, text, over]);
    expect(game).toMatchObject({ file: files[1], totalBytes: Buffer.byteLength(text) });
    expect((await latest([over])).game).toBeUndefined();
    expect(await latestResumableGame(temporaryFolder(), Date.now())).toBeUndefined();
  });

  it('does not skip a damaged game in favour of an older one, because its players are waiting', async () => {
    const { files, game } = await latest([text, text.replace('"player-joined"', '"player-j'), over]);
    expect(game).toContain(`${files[1]}:3: `);
  });

  it('does not skip a game of a later version in favour of an older one', async () => {
    const { files, game } = await latest([text, text.replace('"format":1', '"format":2')]);
    expect(game).toContain(`${files[1]}:1: written by a later version`);
  });

  it('skips files without a game', async () => {
    const { files, game } = await latest([text, text.slice(0, 100), '', '\0'.repeat(100)]);
    expect(game).toMatchObject({ file: files[0] });
  });
});

describe('a game that a host is running', () => {
  it('cannot be resumed by its path', async () => {
    const file = new StateFolder().save('1', [joined('Ada')]);
    expect(await resumableGame(file)).toMatchObject({ file });
    lockJournal(file);
    expect(await resumableGame(file)).toBe(journalInUseNotice(file));
  });

  it('is skipped in favour of an older one that was interrupted, however long ago', async () => {
    const folder = new StateFolder();
    const first = folder.save('1', [joined('Ada')]);
    lockJournal(folder.save('2', [joined('Ada')]));
    expect(await folder.latestAt(START + 48 * HOUR_MS)).toMatchObject({ file: first });
  });

  it('is named if there is no other', async () => {
    const folder = new StateFolder();
    folder.save('1', [joined('Ada'), podium, ended]);
    const file = folder.save('2', [joined('Ada')]);
    lockJournal(file);
    expect(await folder.latestAt(SOON)).toBe(journalInUseNotice(file));
  });
});
