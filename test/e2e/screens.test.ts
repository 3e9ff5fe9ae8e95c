import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { COLOR_CODE } from '../helpers/colours.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { TerminalProgram } from '../helpers/terminal.ts';
import { runTermquiz } from '../helpers/run-termquiz.ts';

const quiz = fixture('two-questions.json');

describe.each([
  [40, 12],
  [80, 24],
  [200, 50],
])('screens of %i × %i', (columns, rows) => {
  it('show the essentials of each phase to the host and to a player', async () => {
    const game = await TerminalGame.host(quiz, { columns, rows });
    expect(game.host.screen).toMatch(/npx termquiz join|any browser/u);
    expect(game.host.screen).toContain(game.address);
    const ada = await game.join('Ada', { columns, rows });
    await game.host.shows('1 player');
    await game.host.continue('start');
    await Promise.all([game.host.shows('Which number is even?'), ada.shows('Which number is even?')]);
    await game.host.continue('start now');
    for (const option of ['one', 'two', 'three', 'five']) {
      await Promise.all([game.host.shows(option), ada.shows(option)]);
    }
    await game.host.shows('answered');
    ada.press('2');
    await ada.shows('✓ Correct');
    await game.host.shows('✓');
    await game.host.continue('continue');
    // The points depend on the machine's speed.
    await game.host.shows(/1 +Ada.*\d{3}/u);
    await game.host.continue('next question', 'start now');
    await ada.shows('1  True');
    ada.press('f');
    await ada.shows('✗ Wrong');
    await game.host.continue('continue');
    await game.host.shows('1 of 2 answers were correct');
    await ada.shows("That's a wrap!");
    // A game without colours has none of these codes.
    for (const { output } of [game.host, ada]) expect(output).toMatch(COLOR_CODE);
  });
});

const BOLD_AND_REVERSE = '\u001B[1;7m';

describe('a terminal that is resized', () => {
  it('gets screens of its new size', async () => {
    const game = await TerminalGame.host(quiz, { columns: 80, rows: 24 });
    const ada = await game.join('Ada');
    game.host.resize(40, 12);
    await game.host.shows(/start/u);
    await game.host.continue('start', 'start now');
    await game.host.shows('0 of 1 answered');
    ada.resize(60, 20);
    await ada.shows('five');
    ada.press('2');
    await ada.shows('✓ Correct');
  });
});

describe('a game without colours', () => {
  it.each([
    ['NO_COLOR', { NO_COLOR: '1' }, []],
    ['--no-color', {}, ['--no-color']],
  ])('draws none because of %s', async (_how, env: Record<string, string>, flags) => {
    const game = await TerminalGame.host(quiz, { env, flags });
    const ada = await game.join('Ada', { env, flags });
    await game.host.continue('start', 'start now');
    await ada.shows('two');
    ada.press('2');
    await ada.shows('✓ Correct');
    for (const { output } of [game.host, ada]) {
      expect(output).not.toMatch(COLOR_CODE);
      expect(output).toContain(BOLD_AND_REVERSE);
    }
  });
});

describe('a game in ASCII', () => {
  it('draws no other characters with --ascii, nor where the locale is C', async () => {
    const game = await TerminalGame.host(quiz, { flags: ['--ascii'] });
    const ada = await game.join('Ada', { env: { LC_ALL: 'C' } });
    await game.host.continue('start', 'start now');
    await ada.shows('two');
    ada.press('2');
    await ada.shows('Correct');
    expect(game.host.output).not.toMatch(/[^\0-\u007F]/u);
    expect(ada.output).not.toMatch(/[^\0-\u007F]/u);
  });
});

describe('termquiz in a terminal with TERM=dumb', () => {
  it.each([
    ['host', quiz],
    ['join', '127.0.0.1'],
  ])('refuses to %s in one line, and exits with 2', async (...args) => {
    const program = new TerminalProgram(args, { columns: 200, env: { TERM: 'dumb' } });
    expect(await program.exited).toBe(2);
    expect(program.output.trimEnd().split('\n')).toHaveLength(1);
    expect(program.output).toContain('needs a full-screen terminal');
  });

  it('plays with --screen-reader, without control sequences', async () => {
    const program = new TerminalProgram(['play', quiz, '--screen-reader'], { env: { TERM: 'dumb' } });
    await program.shows('Press space to start now.');
    program.press(' ');
    await program.shows('Keys: 1-4 answer');
    program.press('2');
    await program.shows('Correct!');
    program.press('qy');
    expect(await program.exited).toBe(0);
    expect(program.output).not.toContain('\u001B');
  });
});

describe('termquiz without a terminal', () => {
  it.each([
    ['host', 'Pass --headless'],
    ['join', 'needs a terminal'],
  ])('refuses to %s in one line, and exits with 2', async (command, hint) => {
    const { stderr, ...others } = await runTermquiz([command, quiz]);
    expect(others).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain(hint);
  });
});
