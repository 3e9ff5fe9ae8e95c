import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { keys } from '../helpers/keys.ts';
import { freePort, listening } from '../helpers/listening.ts';
import type { Listening } from '../helpers/headless-host.ts';
import { LOOPBACK } from '../helpers/sockets.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { type TerminalOptions, TerminalProgram } from '../helpers/terminal.ts';
import { until } from '../helpers/until.ts';
import { WireClient } from '../helpers/wire-client.ts';

const quiz = fixture('two-questions.json');

/** Starts a player of a headless game. */
function joining({ port, pin }: Listening, name: string, options?: TerminalOptions): TerminalProgram {
  return new TerminalProgram(['join', `${LOOPBACK}:${port}`, pin, '--name', name], options);
}

describe('leaving', () => {
  it.each([
    ['Ctrl+C twice', (host: TerminalProgram) => host.press(keys.ctrlC + keys.ctrlC), 130],
    ['SIGINT', (host: TerminalProgram) => host.kill('SIGINT'), 130],
    ['SIGTERM', (host: TerminalProgram) => host.kill('SIGTERM'), 143],
    ['SIGHUP', (host: TerminalProgram) => host.kill('SIGHUP'), 129],
    ['q and y', (host: TerminalProgram) => host.press('qy'), 0],
  ])('by %s restores the terminal of the host, and tells the players', async (_how, leave, exitCode) => {
    const game = await TerminalGame.host(quiz);
    const ada = await WireClient.join(`ws://${game.address}`, game.pin, 'Ada');
    expect(game.host.isFullScreen).toBe(true);
    leave(game.host);
    expect(await game.host.exited).toBe(exitCode);
    expect(game.host).toMatchObject({ isFullScreen: false, isCursorVisible: true, isTitleRestored: true });
    expect(await ada.closed).toBe(1001);
    expect(ada.last('bye')?.code).toBe('host-left');
  });

  it("by any means restores a player's terminal", async () => {
    const { host, listening } = await headlessGame();
    const ways: [string, (player: TerminalProgram) => void, number][] = [
      ['Ctrl+C', (player) => player.press(keys.ctrlC), 130],
      ['SIGTERM', (player) => player.kill('SIGTERM'), 143],
      ['SIGHUP', (player) => player.kill('SIGHUP'), 129],
      ['q and y', (player) => player.press('qy'), 0],
    ];
    const players = ways.map(([way, leave, exitCode]) => ({
      player: joining(listening, way),
      leave,
      exitCode,
    }));
    await host.count('player-joined', ways.length);
    await Promise.all(
      players.map(async ({ player, leave, exitCode }) => {
        await player.shows("You're in");
        leave(player);
        expect(await player.exited).toBe(exitCode);
        expect(player).toMatchObject({ isFullScreen: false, isCursorVisible: true, isTitleRestored: true });
      }),
    );
  });

  it.each([
    ['Ctrl+C', (chooser: TerminalProgram) => chooser.press(keys.ctrlC), 130],
    ['SIGTERM', (chooser: TerminalProgram) => chooser.kill('SIGTERM'), 143],
    ['q', (chooser: TerminalProgram) => chooser.press('q'), 0],
  ])('by %s restores the terminal while choosing a quiz', async (_how, leave, exitCode) => {
    await Promise.all(
      ['host', 'play'].map(async (command) => {
        const chooser = new TerminalProgram([command]);
        await chooser.shows('Choose a quiz');
        leave(chooser);
        expect(await chooser.exited).toBe(exitCode);
        expect(chooser).toMatchObject({ isFullScreen: false, isCursorVisible: true });
      }),
    );
  });

  it('by q or Esc goes back to the menu of plain termquiz, and from there restores the terminal', async () => {
    const program = new TerminalProgram([]);
    for (const [entry, screen, key] of [
      ['1', 'Choose a quiz', 'q'],
      ['2', 'Join a game', '\u001B'],
      ['3', 'Choose a quiz', '\u001B'],
      ['4', 'Watch a game', '\u001B'],
    ] as const) {
      await program.shows('What would you like to do?');
      program.press(entry);
      await program.hides('What would you like to do?');
      await program.shows(screen);
      program.press(key);
    }
    await program.shows('What would you like to do?');
    program.press('q');
    expect(await program.exited).toBe(0);
    expect(program).toMatchObject({ isFullScreen: false, isCursorVisible: true });
  });

  it.skipIf(process.platform === 'win32').each([
    ['disappears', {}],
    ['disappears from a shell that ignores SIGHUP', { script: 'trap "" HUP; "$@"; exit $?' }],
  ])('by a terminal that %s ends quietly with 129', async (_how, options) => {
    const game = await TerminalGame.host(quiz, options);
    const ada = await WireClient.join(`ws://${game.address}`, game.pin, 'Ada');
    const player = await game.join('Grace', options);
    const chooser = new TerminalProgram(['host'], options);
    await chooser.shows('Choose a quiz');
    for (const program of [chooser, player, game.host]) {
      program.hangUp();
      expect(await program.exited).toBe(129);
    }
    expect(ada.last('bye')?.code).toBe('host-left');
  });

  it('by q needs a confirmation', async () => {
    const game = await TerminalGame.host(quiz);
    game.host.press('q');
    await game.host.shows('Close the game?');
    game.host.press('n');
    await game.host.hides('Close the game?');
    await game.host.shows('Waiting for players');
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl+Z in a shell', () => {
  const script = 'set -m; "$@"; echo At the prompt; read -r; fg %1';

  it("pauses a host's game, after asking, and fg returns to it", async () => {
    const game = await TerminalGame.host(quiz, { script });
    const ada = await game.join('Ada');
    await game.host.continue('start', 'start now');
    await ada.shows('two');
    game.host.press(keys.ctrlZ);
    await game.host.shows('Pause the game and go to the shell?');
    game.host.press('y');
    await game.host.shows('At the prompt');
    expect(game.host).toMatchObject({ isFullScreen: false, isCursorVisible: true, isTitleRestored: true });
    await ada.shows(/paused/iu);
    game.host.press('\r');
    await game.host.shows(/p\W+resume/u);
    expect(game.host).toMatchObject({ isFullScreen: true, isTitleRestored: false });
    game.host.press('p');
    await ada.hides('PAUSED');
  });

  it('stops the screen of a player at once, until fg', async () => {
    const { listening } = await headlessGame();
    const ada = joining(listening, 'Ada', { script });
    await ada.shows("You're in");
    ada.press(keys.ctrlZ);
    await ada.shows('At the prompt');
    expect(ada.isFullScreen).toBe(false);
    ada.press('\r');
    await ada.shows("You're in");
  });
});

describe('a command that cannot run', () => {
  it('exits with 1 if the port is in use', async () => {
    const port = await listening(createServer());
    const host = new TerminalProgram(['host', quiz, '--bind', '127.0.0.1', '--port', String(port)]);
    expect(await host.exited).toBe(1);
    expect(host.screen).toContain(`Port ${port} is in use`);
  });

  it('exits with 2 if the quiz file is missing or invalid, and names the file', async () => {
    const missing = new TerminalProgram(['host', 'nowhere.json']);
    expect(await missing.exited).toBe(2);
    expect(missing.screen).toContain('nowhere.json: no such file');
    const invalid = new TerminalProgram(['host', fixture('invalid.json')], { columns: 200 });
    expect(await invalid.exited).toBe(2);
    expect(invalid.screen).toMatch(/invalid\.json:4:\d+: question 1: "answer" must be/u);
  });

  it('asks for the address again if nothing listens there, and says why', async () => {
    const port = await freePort();
    const player = new TerminalProgram(['join', `127.0.0.1:${port}`, '123456', '--name', 'Ada']);
    await player.shows('No reply from');
    await player.shows(/address/iu);
    // The terminal's own cursor is in the text field, for input methods.
    await until(() => player.isCursorVisible).toBe(true);
    player.press(keys.ctrlC);
    expect(await player.exited).toBe(130);
  });

  it('exits with 2 for an invalid address', async () => {
    const player = new TerminalProgram(['join', 'not an address', '123456']);
    expect(await player.exited).toBe(2);
    expect(player.screen).toContain('is not an address');
  });
});
