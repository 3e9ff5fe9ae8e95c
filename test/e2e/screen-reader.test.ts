import { describe, expect, it } from 'vitest';
import { headlessGame } from '../helpers/headless-game.ts';
import { LOOPBACK } from '../helpers/sockets.ts';
import { TerminalProgram } from '../helpers/terminal.ts';

describe('a player with a screen reader', () => {
  it('plays a game told in lines, each written once', async () => {
    const { host, listening } = await headlessGame({ flags: ['--time', '0'] });
    const address = `${LOOPBACK}:${listening.port}`;
    const ada = new TerminalProgram(['join', address, listening.pin, '--name', 'Ada', '--screen-reader']);
    await ada.shows("You're in");
    await host.openFirstQuestion();
    await ada.shows('Keys: 1-4 answer');
    ada.press('2');
    await ada.shows('Correct!');
    host.command('next');
    await ada.shows('Standings.');
    host.command('next');
    host.command('next');
    await ada.shows('2: False');
    ada.press('f');
    await ada.shows('Wrong.');
    host.command('next');
    await ada.shows("That's the end of the quiz.");
    // Without escape sequences, nothing moves the cursor, erases or colours. Reporting pastes is invisible.
    expect(ada.output.replaceAll('\u001B[?2004h', '')).not.toContain('\u001B');
    expect(ada.isFullScreen).toBe(false);
    const lines = ada.output.split('\r\n');
    expect(lines.filter((line) => line === 'Which number is even?')).toHaveLength(1);
    ada.press('q');
    await ada.shows('Leave the game?');
    ada.press('y');
    expect(await ada.exited).toBe(0);
    // The command goes on after its lines, too.
    expect(ada.output).toMatch(/termquiz: .*points/u);
  });
});
