import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GameEvent } from '../../source/game/events.ts';
import { interruptionNotice, newestUnfinishedGame, unfinishedGame } from '../../source/journal/resume.ts';
import { START, created } from '../helpers/games.ts';
import { HEADER } from '../helpers/journals.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const HOUR_MS = 60 * 60_000;

/** A state folder with journals in it. */
class StateFolder {
  readonly path = temporaryFolder();

  constructor() {
    mkdirSync(join(this.path, 'games'));
  }

  /** A game with its first line and these events, last written at the last of them. */
  keep(name: string, title: string, events: readonly GameEvent[]): string {
    const file = join(this.path, 'games', `${name}.jsonl`);
    const first = created();
    const lines = [HEADER, { ...first, quiz: { ...first.quiz, title } }, ...events];
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const seconds = (events.at(-1)?.at ?? START) / 1000;
    utimesSync(file, seconds, seconds);
    return file;
  }

  noticeAt(now: number): Promise<string | undefined> {
    return interruptionNotice(this.path, now);
  }

  unfinishedAt(now: number): ReturnType<typeof newestUnfinishedGame> {
    return newestUnfinishedGame(this.path, now);
  }
}

function joined(name: string): GameEvent {
  return { type: 'player-joined', at: START, player: name, name, team: null, tokenHash: name };
}

const podium: GameEvent = { type: 'podium-shown', at: START, standings: [] };
const ended: GameEvent = { type: 'game-ended', at: START };
const minutesLater = (minutes: number) => START + minutes * 60_000;

describe('interruptionNotice', () => {
  it('says nothing where nothing was kept', async () => {
    expect(await interruptionNotice(join(temporaryFolder(), 'nowhere'), START)).toBeUndefined();
  });

  it('names the game, its age and its players, and how to go on with it', async () => {
    const folder = new StateFolder();
    folder.keep('1', 'Git', [joined('Ada'), joined('Grace')]);
    expect(await folder.noticeAt(minutesLater(12))).toBe(
      '"termquiz host --resume" goes on with "Git", interrupted 12 minutes ago with 2 players.',
    );
    expect(await folder.noticeAt(minutesLater(0))).toContain('1 minute ago');
    expect(await folder.noticeAt(minutesLater(150))).toContain('3 hours ago');
  });

  it('says nothing of games that came to their podium, that nobody was in, or that are too long ago', async () => {
    const folder = new StateFolder();
    folder.keep('1', 'Ended', [joined('Ada'), podium, ended]);
    folder.keep('2', 'Podium', [joined('Ada'), podium]);
    folder.keep('3', 'Empty', [{ type: 'game-locked', at: START }]);
    expect(await folder.noticeAt(minutesLater(1))).toBeUndefined();
    folder.keep('4', 'Old', [joined('Ada')]);
    expect(await folder.noticeAt(START + 13 * HOUR_MS)).toBeUndefined();
    expect(await folder.noticeAt(START + 11 * HOUR_MS)).toContain('"Old"');
  });

  it('names the newest, which is the one that would be gone on with', async () => {
    const folder = new StateFolder();
    folder.keep('1', 'First', [joined('Ada')]);
    const second = folder.keep('2', 'Second', [joined('Ada')]);
    writeFileSync(folder.keep('3', 'Nothing', []), '');
    expect(await folder.noticeAt(minutesLater(1))).toContain('"Second"');
    expect(await folder.unfinishedAt(minutesLater(1))).toMatchObject({ file: second });
  });

  it('names the one that would be gone on with also where a newer one was opened that nobody was in', async () => {
    const folder = new StateFolder();
    const first = folder.keep('1', 'First', [joined('Ada')]);
    const empty = folder.keep('2', 'Empty', []);
    expect(await folder.noticeAt(minutesLater(1))).toContain('"First"');
    expect(await folder.unfinishedAt(minutesLater(1))).toMatchObject({ file: first });
    expect(await folder.unfinishedAt(START + 13 * HOUR_MS)).toMatchObject({ file: empty });
  });

  it('says nothing where the newest is damaged, and would be refused', async () => {
    const folder = new StateFolder();
    folder.keep('1', 'First', [joined('Ada')]);
    const damaged = folder.keep('2', 'Second', [joined('Ada')]);
    appendFileSync(damaged, 'not an event\n');
    utimesSync(damaged, START / 1000, START / 1000);
    expect(await folder.noticeAt(minutesLater(1))).toBeUndefined();
    expect(await folder.unfinishedAt(minutesLater(1))).toContain(`${damaged}:4: this line is damaged.`);
  });
});

describe('a game that a host still runs', () => {
  /** Says that the process of these tests has it, as a host does. */
  function run(file: string): string {
    const lock = `${file}.lock-${process.pid}-x`;
    writeFileSync(lock, '');
    return `${file}: this game is still running: another host, process ${process.pid}, has it. If there is no such host, delete ${lock}.`;
  }

  it('is refused by its name', async () => {
    const file = new StateFolder().keep('1', 'Git', [joined('Ada')]);
    expect(await unfinishedGame(file)).toMatchObject({ file });
    const notice = run(file);
    expect(await unfinishedGame(file)).toBe(notice);
  });

  it('is passed over for an older one that was interrupted, however long ago', async () => {
    const folder = new StateFolder();
    const first = folder.keep('1', 'First', [joined('Ada')]);
    run(folder.keep('2', 'Second', [joined('Ada')]));
    expect(await folder.unfinishedAt(START + 48 * HOUR_MS)).toMatchObject({ file: first });
  });

  it('is named where there is no other', async () => {
    const folder = new StateFolder();
    folder.keep('1', 'Ended', [joined('Ada'), podium, ended]);
    const notice = run(folder.keep('2', 'Running', [joined('Ada')]));
    expect(await folder.unfinishedAt(minutesLater(1))).toBe(notice);
  });
});
