import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programName } from '../../../source/commands/process/program-name.ts';
import { currentSystem } from '../../../source/journal/lock-owner.ts';
import { journalInUseNotice, lockJournal, lockPath } from '../../../source/journal/lock.ts';
import { reportOf } from '../../../source/report/report.ts';
import { binary, node, userEnvironment } from '../../helpers/binary.ts';
import { type TestGame, gameOf } from '../../helpers/games.ts';
import { journalText } from '../../helpers/journals.ts';
import { runCommand } from '../../helpers/run-termquiz.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const OLD = '20261121-100000-a-quiz-aaaaaa.jsonl';
const NEW = '20261122-100000-a-quiz-bbbbbb.jsonl';

const finished = () =>
  gameOf({ players: ['Ada', 'Bob'] })
    .play(0, { Ada: 1, Bob: 0 })
    .play(1, { Ada: true });

/** A state folder with two games: an older one that reached its podium, and a newer one that was interrupted. */
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

/** Runs `termquiz report` with the games in this folder. */
async function report(folder: string, ...args: string[]) {
  return runCommand(folder, ['report', '--state-dir', folder, ...args]);
}

/** How hints name the program in this folder. */
function program(folder: string): string {
  return programName({ file: binary, folder, env: userEnvironment(folder) });
}

describe('termquiz report', () => {
  it('shows the newest game, with a notice that it was interrupted', async () => {
    const { status, stdout, stderr } = await report(stateWithTwoGames().folder);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'This game was interrupted. The report shows it up to that point.\n',
    });
    expect(stdout).toMatch(/^A quiz\n.*1 player · 1 question · not finished\n/u);
    expect(stdout).toMatch(/^ +1 +Cleo +1,000 +1 of 1/mu);
  });

  it.each([[OLD], ['20261121-100000-a-quiz-aaaaaa'], ['aaaaaa'], [join('games', OLD)]])(
    'shows the game named %s',
    async (name) => {
      const { folder, old } = stateWithTwoGames();
      const { status, stdout, stderr } = await report(folder, name, '--format', 'json');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toEqual(reportOf(old));
    },
  );

  it.each([
    ['git.json', /^\{\n/u],
    ['git.CSV', /^\uFEFFRank,Player,/u],
    ['git.md', /^## A quiz\n/u],
    ['git.txt', /^A quiz\n/u],
  ])('writes %s in the format of its ending, and never overwrites a file', async (name, beginning) => {
    const { folder } = stateWithTwoGames();
    const write = async () => report(folder, 'aaaaaa', '--output', name);
    expect(await write()).toEqual({ status: 0, stdout: `${name}: 2 players, 2 questions\n`, stderr: '' });
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).toMatch(beginning);
    expect(await write()).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/: already exists/u),
    });
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
  });

  it('shows the game with this word in its title', async () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(
      fileOf(NEW),
      readFileSync(fileOf(NEW), 'utf8').replace('"title":"A quiz"', '"title":"Friday"'),
    );
    const { status, stdout } = await report(folder, 'friday');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Friday\n/u);
  });

  it('lists the games with this word in their titles if there are several, with exit code 2', async () => {
    const { status, stdout, stderr } = await report(stateWithTwoGames().folder, 'quiz');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      'quiz: 2 saved games match. Pass the name of one of them:',
      expect.stringMatching(/^ {3}bbbbbb {2}1970-01-0\d \d\d:\d\d {2}A quiz$/u),
      expect.stringMatching(/^ {3}aaaaaa {2}1970-01-0\d \d\d:\d\d {2}A quiz$/u),
      '',
    ]);
  });

  it('says which line of a journal is damaged, and what to do', async () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(fileOf(NEW), readFileSync(fileOf(NEW), 'utf8').replace('"player-joined"', '"player-j'));
    expect(await report(folder)).toEqual({
      status: 1,
      stdout: '',
      stderr: `${fileOf(NEW)}:3: this line is damaged. To save what comes before it, copy the file and delete everything from this line on.\n"${program(folder)} report --list" shows the saved games.\n`,
    });
  });

  it('says that there are no saved games, and in which folder', async () => {
    const folder = temporaryFolder();
    for (const args of [[], ['--list']]) {
      expect(await report(folder, ...args)).toEqual({
        status: 1,
        stdout: '',
        stderr: `No saved games in ${folder}. Start a game with "${program(folder)} host quiz.json".\n`,
      });
    }
    expect(await report(folder, 'cccccc')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^cccccc: no such game/u),
    });
  });

  it('never looks for games in the current folder, even if HOME is empty', () => {
    const cwd = temporaryFolder();
    const games = join(cwd, '.local/state/termquiz/games');
    mkdirSync(games, { recursive: true });
    writeFileSync(join(games, NEW), journalText(finished()));
    const env = userEnvironment('', { HOME: '' });
    const { stdout } = spawnSync(node, [binary, 'report', '--list'], { cwd, env, encoding: 'utf8' });
    expect(stdout).not.toContain(NEW);
  });

  it('names the state folder as an absolute path, however it was given', async () => {
    const folder = temporaryFolder();
    expect((await report(folder, '--state-dir', 'kept')).stderr).toContain(
      `No saved games in ${join(folder, 'kept')}.`,
    );
  });

  it.each([
    [['--list', 'aaaaaa'], '--list'],
    [['--list', '--delete'], '--list'],
    [['--list', '--output', 'x.json'], '--list'],
    [['--list', '--format', 'csv'], '--list'],
    [['--delete'], '--delete'],
    [['--delete', 'aaaaaa', '--format', 'csv'], '--delete'],
    [['--format', 'xml'], 'xml'],
    [['aaaaaa', 'bbbbbb'], 'Unexpected argument: bbbbbb'],
  ])('rejects %j with exit code 2', async (args, mentioned) => {
    const { folder } = stateWithTwoGames();
    const { status, stdout, stderr } = await report(folder, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(mentioned);
    expect(readdirSync(join(folder, 'games'))).toEqual([OLD, NEW]);
  });
});

describe('termquiz report --list', () => {
  it('lists the games, newest first', async () => {
    const { status, stdout, stderr } = await report(stateWithTwoGames().folder, '--list');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^1970-01-0\d \d\d:\d\d {2}A quiz +1 player {2}interrupted$/u),
      `  ${NEW}`,
      expect.stringMatching(/^1970-01-0\d \d\d:\d\d {2}A quiz +2 players {2}finished$/u),
      `  ${OLD}`,
      '',
    ]);
  });

  it('says why a game cannot be read', async () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(fileOf(OLD), 'nothing\n');
    expect((await report(folder, '--list')).stdout.split('\n').slice(2)).toEqual([
      expect.stringMatching(/^ +cannot be read +damaged$/u),
      `  ${OLD}:1: this is not the journal of a termquiz game.`,
      '',
    ]);
  });

  it('lists damaged and running games too, as JSON on request', async () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(fileOf(OLD), 'nothing\n');
    // This process acts as the host.
    lockJournal(fileOf(NEW));
    const { status, stdout } = await report(folder, '--list', '--format', 'json');
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
  it('deletes the journal with its locks and its reports, and nothing else', async () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(
      lockPath(fileOf(OLD), { pid: 2_147_483_647, startTime: null, system: currentSystem() }),
      '',
    );
    mkdirSync(join(folder, 'reports'));
    for (const ending of ['md', 'csv', 'json']) {
      for (const name of [OLD, NEW])
        writeFileSync(join(folder, 'reports', name.replace('jsonl', ending)), '');
    }
    expect(await report(folder, '--delete', 'aaaaaa')).toEqual({
      status: 0,
      stdout: `${fileOf(OLD)}: deleted\n`,
      stderr: '',
    });
    expect(readdirSync(join(folder, 'games'))).toEqual([NEW]);
    const left = readdirSync(join(folder, 'reports'));
    expect(left).toEqual(['csv', 'json', 'md'].map((ending) => NEW.replace('jsonl', ending)));
    expect((await report(folder, '--delete', 'aaaaaa')).status).toBe(1);
  });

  it('deletes only the copy if the journal is a copy elsewhere', async () => {
    const { folder, fileOf } = stateWithTwoGames();
    const reports = ['csv', 'json', 'md'].map((ending) => OLD.replace('jsonl', ending));
    mkdirSync(join(folder, 'reports'));
    for (const name of reports) writeFileSync(join(folder, 'reports', name), '');
    copyFileSync(fileOf(OLD), join(folder, OLD));
    expect((await report(folder, '--delete', `./${OLD}`)).status).toBe(0);
    expect(existsSync(join(folder, OLD))).toBe(false);
    expect(readdirSync(join(folder, 'reports'))).toEqual(reports);
    expect(existsSync(fileOf(OLD))).toBe(true);
  });

  it('deletes a damaged journal in the state folder', async () => {
    const { folder, fileOf } = stateWithTwoGames();
    writeFileSync(fileOf(OLD), '');
    expect((await report(folder, '--delete', fileOf(OLD))).status).toBe(0);
    expect(existsSync(fileOf(OLD))).toBe(false);
  });

  it('does not delete a game that a host is running', async () => {
    const { folder, fileOf } = stateWithTwoGames();
    lockJournal(fileOf(OLD));
    const { status, stderr } = await report(folder, '--delete', OLD);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `${journalInUseNotice(fileOf(OLD))}\n`,
    });
    expect(existsSync(fileOf(OLD))).toBe(true);
  });

  it('does not delete a file that is not a journal', async () => {
    const { folder } = stateWithTwoGames();
    writeFileSync(join(folder, 'thesis.txt'), 'years of work\n');
    const { status, stderr } = await report(folder, '--delete', 'thesis.txt');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'thesis.txt:1: this is not the journal of a termquiz game.\n',
    });
    expect(existsSync(join(folder, 'thesis.txt'))).toBe(true);
  });
});
