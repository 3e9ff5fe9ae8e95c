import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { GameCreated, GameEvent } from '../../source/game/events.ts';
import { GameLog } from '../../source/journal/game-log.ts';
import { START, created } from '../helpers/games.ts';
import { HEADER } from '../helpers/journals.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

function openLog(stateDir = temporaryFolder()) {
  const warnings: string[] = [];
  const told: (GameCreated | GameEvent)[] = [];
  const lines: string[] = [];
  const log = new GameLog(
    {
      stateDir,
      header: HEADER,
      title: 'Git',
      onWarning: (warning) => warnings.push(warning),
      onSaved(events) {
        told.push(...events.map(({ event }) => event));
        lines.push(events.map(({ line }) => line).join(''));
      },
    },
    { now: START },
  );
  onTestFinished(() => log.close());
  return { log, warnings, told, lines };
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
  it('saves each game in a journal of its own, and completes the one before', () => {
    const { log } = openLog();
    const { file } = log;
    for (const event of [first, locked, ended, second]) log.append(event);
    log.flush();
    expect(log.file).not.toBe(file);
    expect(linesOf(file)).toEqual([HEADER, first, locked, ended]);
    expect(linesOf(log.file)).toEqual([HEADER, second]);
  });

  it('reports each event once, in order, when it is saved', () => {
    const { log, told } = openLog();
    for (const event of [first, locked, ended, second]) {
      log.append(event);
      log.flush();
    }
    log.close();
    expect(told).toEqual([first, locked, ended, second]);
  });

  it('reports the lines of the journal after each flush, and encodes no event twice', () => {
    const { log, lines } = openLog();
    const stringify = vi.spyOn(JSON, 'stringify');
    onTestFinished(() => stringify.mockRestore());
    for (const event of [first, locked]) log.append(event);
    log.flush();
    log.append(ended);
    log.flush();
    log.flush();
    expect(stringify).toHaveBeenCalledTimes(3);
    stringify.mockRestore();
    expect(lines).toHaveLength(2);
    expect(readFileSync(log.file ?? '', 'utf8')).toBe(`${JSON.stringify(HEADER)}\n${lines.join('')}`);
  });

  it('announces each further game before its journal is opened', () => {
    const stateDir = temporaryFolder();
    const counts: number[] = [];
    const onNextGame = () => counts.push(readdirSync(join(stateDir, 'games')).length);
    const log = new GameLog(
      {
        stateDir,
        header: HEADER,
        title: 'Git',
        onNextGame,
        onWarning: (warning) => expect(warning).toBe(''),
      },
      { now: START },
    );
    onTestFinished(() => log.close());
    for (const event of [first, ended, second]) log.append(event);
    expect(counts).toEqual([1]);
  });

  it('continues without a journal if none can be created, and warns for each game', () => {
    const { log, told, warnings } = openLog('/dev/null/nowhere');
    expect(log.file).toBeNull();
    for (const event of [first, ended, second]) log.append(event);
    log.flush();
    expect(told).toEqual([first, ended, second]);
    expect(warnings).toHaveLength(2);
    for (const warning of warnings) {
      expect(warning).toMatch(
        /^This game is not being saved: .+ It continues, but cannot be resumed\. \(.+\)$/u,
      );
    }
  });
});
