import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { interruptionNotice, newestUnfinishedGame } from '../../source/commands/unfinished-game.ts';
import type { GameEvent } from '../../source/game/events.ts';
import { temporaryFolder } from '../helpers/binary.ts';
import { START, created } from '../helpers/games.ts';

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
    const lines = [{ ...first, quiz: { ...first.quiz, title } }, ...events];
    writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const seconds = (events.at(-1)?.at ?? START) / 1000;
    utimesSync(file, seconds, seconds);
    return file;
  }

  noticeAt(now: number): Promise<string | undefined> {
    return interruptionNotice(this.path, now);
  }
}

function joined(name: string): GameEvent {
  return { type: 'player-joined', at: START, player: name, name, team: null, tokenHash: name };
}

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

  it('says nothing of games that have ended, that nobody was in, or that are too long ago', async () => {
    const folder = new StateFolder();
    folder.keep('1', 'Ended', [joined('Ada'), ended]);
    folder.keep('2', 'Empty', [{ type: 'game-locked', at: START }]);
    expect(await folder.noticeAt(minutesLater(1))).toBeUndefined();
    folder.keep('3', 'Old', [joined('Ada')]);
    expect(await folder.noticeAt(START + 13 * HOUR_MS)).toBeUndefined();
    expect(await folder.noticeAt(START + 11 * HOUR_MS)).toContain('"Old"');
  });

  it('names the newest, which is the one that would be gone on with', async () => {
    const folder = new StateFolder();
    folder.keep('1', 'First', [joined('Ada')]);
    const second = folder.keep('2', 'Second', [joined('Ada')]);
    writeFileSync(folder.keep('3', 'Nothing', []), '');
    expect(await folder.noticeAt(minutesLater(1))).toContain('"Second"');
    expect(await newestUnfinishedGame(folder.path)).toMatchObject({ file: second });
  });

  it('says nothing where the newest is damaged, and would be refused', async () => {
    const folder = new StateFolder();
    folder.keep('1', 'First', [joined('Ada')]);
    const damaged = folder.keep('2', 'Second', [joined('Ada')]);
    appendFileSync(damaged, 'not an event\n');
    utimesSync(damaged, START / 1000, START / 1000);
    expect(await folder.noticeAt(minutesLater(1))).toBeUndefined();
    expect(await newestUnfinishedGame(folder.path)).toBe(`${damaged}:3: this line is damaged.`);
  });
});
