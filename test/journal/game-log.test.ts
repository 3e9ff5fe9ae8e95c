import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GameCreated, GameEvent } from '../../source/game/events.ts';
import { GameLog } from '../../source/journal/game-log.ts';
import { START, created } from '../helpers/games.ts';
import { HEADER } from '../helpers/journals.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

function openLog(stateDir = temporaryFolder()) {
  const warnings: string[] = [];
  const told: (GameCreated | GameEvent)[] = [];
  const log = new GameLog(
    {
      stateDir,
      header: HEADER,
      title: 'Git',
      onWarning: (warning) => warnings.push(warning),
      onEvent: (event) => told.push(event),
    },
    { now: START },
  );
  onTestFinished(() => log.close());
  return { log, warnings, told };
}

function linesOf(file: string | null): unknown[] {
  return readFileSync(file ?? '', 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const first = created();
const second = { ...first, game: 2, at: START + 60_000 };
const locked = { type: 'game-locked', at: START + 1 } as const;
const ended = { type: 'game-ended', at: START + 60_000 } as const;

describe('GameLog', () => {
  it('keeps each game in a journal of its own, and the one before whole', () => {
    const { log } = openLog();
    const { file } = log;
    for (const event of [first, locked, ended, second]) log.append(event);
    log.flush();
    expect(log.file).not.toBe(file);
    expect(linesOf(file)).toEqual([HEADER, first, locked, ended]);
    expect(linesOf(log.file)).toEqual([HEADER, second]);
  });

  it('tells of each event once, in order, when it is kept', () => {
    const { log, told } = openLog();
    for (const event of [first, locked, ended, second]) {
      log.append(event);
      log.flush();
    }
    log.close();
    expect(told).toEqual([first, locked, ended, second]);
  });

  it('goes on without a journal where none can be made, and says so for each game', () => {
    const { log, told, warnings } = openLog('/dev/null/nowhere');
    expect(log.file).toBeNull();
    for (const event of [first, ended, second]) log.append(event);
    log.flush();
    expect(told).toEqual([first, ended, second]);
    expect(warnings).toHaveLength(2);
    for (const warning of warnings) {
      expect(warning).toMatch(/^This game is not kept: .+ It goes on, but cannot be resumed\. \(.+\)$/u);
    }
  });
});
