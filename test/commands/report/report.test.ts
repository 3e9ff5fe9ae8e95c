import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../source/report/report.ts';
import { binary, node, userEnvironment } from '../../helpers/binary.ts';
import { type TestGame, gameOf } from '../../helpers/games.ts';
import { journalText } from '../../helpers/journals.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const OLD = '20261121-100000-a-quiz-aaaaaa.jsonl';
const NEW = '20261122-100000-a-quiz-bbbbbb.jsonl';

const finished = () =>
  gameOf({ players: ['Ada', 'Bob'] })
    .play(0, { Ada: 1, Bob: 0 })
    .play(1, { Ada: true });

/** A state folder with two games: an older one that came to its podium, and a newer one that was interrupted. */
function stateWithTwoGames() {
  const folder = temporaryFolder();
  const old = finished();
  old.host('next', 'next');
  const interrupted = gameOf({ players: ['Cleo'] }).play(0, { Cleo: 1 });
  mkdirSync(join(folder, 'games'));
  const keep = (name: string, game: TestGame) =>
    writeFileSync(join(folder, 'games', name), journalText(game));
  keep(OLD, old);
  keep(NEW, interrupted);
  return { folder, old, interrupted, fileOf: (name: string) => join(folder, 'games', name) };
}

/** Runs `termquiz report` on what this folder keeps. */
function report(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(node, [binary, 'report', '--state-dir', folder, ...args], {
    cwd: folder,
    env: userEnvironment(folder),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('termquiz report', () => {
  it('shows the newest game, and says that it was interrupted', () => {
    const { status, stdout, stderr } = report(stateWithTwoGames().folder);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'This game was interrupted: this is how far it came.\n',
    });
    expect(stdout).toMatch(/^A quiz\n.*1 player · 1 question · not finished\n/u);
    expect(stdout).toMatch(/^ +1 +Cleo +1,000 +1 of 1/mu);
  });

  it.each([[OLD], ['20261121-100000-a-quiz-aaaaaa'], ['aaaaaa'], [join('games', OLD)]])(
    'shows the game that %s names',
    (name) => {
      const { folder, old } = stateWithTwoGames();
      const { status, stdout, stderr } = report(folder, name, '--format', 'json');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual(reportOf(old));
    },
  );

  it.each([
    ['git.json', /^\{\n/u],
    ['git.CSV', /^\uFEFFRank,Player,/u],
    ['git.md', /^## A quiz\n/u],
    ['git.txt', /^A quiz\n/u],
  ])('writes %s in the format that its name tells, and never over a file', (name, beginning) => {
    const { folder } = stateWithTwoGames();
    const write = () => report(folder, 'aaaaaa', '--output', name);
    expect(write()).toEqual({ status: 0, stdout: `${name}: 2 players, 2 questions\n`, stderr: '' });
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).toMatch(beginning);
    expect(write()).toEqual({
      status: 2,
      stdout: '',
      stderr: `${name}: this file is there already, and is not overwritten. Choose another name with --output.\n`,
    });
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  it('says of a damaged journal which line is, and what to do', () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(fileOf(NEW), readFileSync(fileOf(NEW), 'utf8').replace('"player-joined"', '"player-j'));
    expect(report(folder)).toEqual({
      status: 1,
      stdout: '',
      stderr: `${fileOf(NEW)}:3: this line is damaged. A copy of the file that ends before this line can be gone on with and reported.\n"termquiz report --list" shows the games that there are.\n`,
    });
  });

  it('says so where there is no game, and where it looked', () => {
    const folder = temporaryFolder();
    for (const args of [[], ['--list']]) {
      expect(report(folder, ...args)).toEqual({
        status: 1,
        stdout: '',
        stderr: `There is no game in ${folder}. Run one with "termquiz host quiz.json".\n`,
      });
    }
    expect(report(folder, 'cccccc')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^cccccc: there is no such game/u),
    });
  });

  it('looks for games at home, never in the folder that it runs in, also where HOME is empty', () => {
    const cwd = temporaryFolder();
    const games = join(cwd, '.local/state/termquiz/games');
    mkdirSync(games, { recursive: true });
    writeFileSync(join(games, NEW), journalText(finished()));
    const env = userEnvironment('', { HOME: '' });
    const { stdout } = spawnSync(node, [binary, 'report', '--list'], { cwd, env, encoding: 'utf8' });
    expect(stdout).not.toContain(NEW);
  });

  it('names the folder where it looked as a whole path, however it was given', () => {
    const folder = temporaryFolder();
    expect(report(folder, '--state-dir', 'kept').stderr).toContain(`no game in ${join(folder, 'kept')}.`);
  });

  it.each([
    [['--list', 'aaaaaa'], '--list'],
    [['--list', '--delete'], '--list'],
    [['--list', '--output', 'x.json'], '--list'],
    [['--list', '--format', 'csv'], '--list'],
    [['--delete'], '--delete'],
    [['--delete', 'aaaaaa', '--format', 'csv'], '--delete'],
    [['--format', 'xml'], 'xml'],
    [['aaaaaa', 'bbbbbb'], 'arguments'],
  ])('refuses %j with exit code 2', (args, mentioned) => {
    const { folder } = stateWithTwoGames();
    const { status, stdout, stderr } = report(folder, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(mentioned);
    expect(readdirSync(join(folder, 'games'))).toEqual([OLD, NEW]);
  });
});

describe('termquiz report --list', () => {
  it('lists the games, the newest first', () => {
    const { status, stdout, stderr } = report(stateWithTwoGames().folder, '--list');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^1970-01-0\d \d\d:\d\d {2}A quiz +1 player {2}interrupted$/u),
      `  ${NEW}`,
      expect.stringMatching(/^1970-01-0\d \d\d:\d\d {2}A quiz +2 players {2}finished$/u),
      `  ${OLD}`,
      '',
    ]);
  });

  it('says of a damaged game why it cannot be read', () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(fileOf(OLD), 'nothing\n');
    expect(report(folder, '--list').stdout.split('\n').slice(2)).toEqual([
      expect.stringMatching(/^ +cannot be read +damaged$/u),
      `  ${OLD}:1: this is not the journal of a termquiz game.`,
      '',
    ]);
  });

  it('lists also what is damaged and what runs now, as JSON where that is wanted', () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(fileOf(OLD), 'nothing\n');
    // This process runs as a host would.
    writeFileSync(`${fileOf(NEW)}.lock-${process.pid}-x`, '');
    const { status, stdout } = report(folder, '--list', '--format', 'json');
    expect(status).toBe(0);
    const playedAt = '1970-01-01T00:16:40.000Z';
    expect(JSON.parse(stdout)).toEqual([
      {
        id: 'bbbbbb',
        file: fileOf(NEW),
        state: 'running',
        problem: null,
        title: 'A quiz',
        game: 1,
        playedAt,
        players: 1,
      },
      {
        id: 'aaaaaa',
        file: fileOf(OLD),
        state: 'damaged',
        problem: `${OLD}:1: this is not the journal of a termquiz game.`,
        title: null,
        game: null,
        playedAt: null,
        players: null,
      },
    ]);
  });
});

describe('termquiz report --delete', () => {
  it('removes the journal with its lock and its reports, and nothing else', () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(`${fileOf(OLD)}.lock-2147483647-x`, '');
    mkdirSync(join(folder, 'reports'));
    for (const ending of ['md', 'csv', 'json']) {
      for (const name of [OLD, NEW])
        writeFileSync(join(folder, 'reports', name.replace('jsonl', ending)), '');
    }
    expect(report(folder, '--delete', 'aaaaaa')).toEqual({
      status: 0,
      stdout: `${fileOf(OLD)}: deleted\n`,
      stderr: '',
    });
    expect(readdirSync(join(folder, 'games'))).toEqual([NEW]);
    const left = readdirSync(join(folder, 'reports'));
    expect(left).toEqual(['csv', 'json', 'md'].map((ending) => NEW.replace('jsonl', ending)));
    expect(report(folder, '--delete', 'aaaaaa').status).toBe(1);
  });

  it('removes of a copy elsewhere nothing but the copy', () => {
    const { folder, fileOf } = stateWithTwoGames();
    const reports = ['csv', 'json', 'md'].map((ending) => OLD.replace('jsonl', ending));
    mkdirSync(join(folder, 'reports'));
    for (const name of reports) writeFileSync(join(folder, 'reports', name), '');
    copyFileSync(fileOf(OLD), join(folder, OLD));
    expect(report(folder, '--delete', `./${OLD}`).status).toBe(0);
    expect(existsSync(join(folder, OLD))).toBe(false);
    expect(readdirSync(join(folder, 'reports'))).toEqual(reports);
    expect(existsSync(fileOf(OLD))).toBe(true);
  });

  it('removes a damaged journal of the state folder', () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(fileOf(OLD), '');
    expect(report(folder, '--delete', fileOf(OLD)).status).toBe(0);
    expect(existsSync(fileOf(OLD))).toBe(false);
  });

  it('refuses a game that a host runs', () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(`${fileOf(OLD)}.lock-${process.pid}-x`, '');
    const { status, stderr } = report(folder, '--delete', OLD);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `${fileOf(OLD)}: this game is still running. End it first.\n`,
    });
    expect(existsSync(fileOf(OLD))).toBe(true);
  });

  it('refuses what is no journal', () => {
    const { folder } = stateWithTwoGames();
    writeFileSync(join(folder, 'thesis.txt'), 'years of work\n');
    const { status, stderr } = report(folder, '--delete', 'thesis.txt');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'thesis.txt:1: this is not the journal of a termquiz game.\n',
    });
    expect(existsSync(join(folder, 'thesis.txt'))).toBe(true);
  });
});
