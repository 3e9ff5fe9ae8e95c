import { execFileSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { sleep } from '../helpers/sleep.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';

describe('a host that was stopped during a question', () => {
  it('says how long it was away, and continues with the same players', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const ada = await game.join('Ada');
    game.host.press('  ');
    await ada.shows('two');
    game.host.kill('SIGSTOP');
    // Longer than 2 s, so that it counts as lost time.
    await sleep(2500);
    game.host.kill('SIGCONT');
    await game.host.shows(/The host was away for \d seconds\. That time does not count\./u);
    ada.press('2');
    await ada.shows('✓ Correct');
    game.host.press('  ');
    await game.host.hides('The host was away');
  });
});

describe('a host that was stopped in a shell', () => {
  it.skipIf(process.platform === 'win32')('takes its terminal back in the foreground', async () => {
    const script = 'set -m; "$@"; stty sane; clear; echo At the prompt; read -r; fg %1';
    const game = await TerminalGame.host(fixture('two-questions.json'), { script });
    const pid = Number(execFileSync('pgrep', ['-P', String(game.host.pid)], { encoding: 'utf8' }));
    process.kill(pid, 'SIGSTOP');
    await game.host.shows('At the prompt');
    game.host.press('\r');
    await game.host.hides('At the prompt');
    await game.host.shows(`termquiz join ${game.address} ${game.pin}`);
    game.host.press('l');
    await game.host.shows('unlock');
  });

  it.skipIf(process.platform === 'win32')('continues in the background', async () => {
    const script = 'set -m; "$@"; stty sane; clear; echo At the prompt; bg %1; read -r; clear; fg %1';
    const game = await TerminalGame.host(fixture('two-questions.json'), { script });
    const pid = Number(execFileSync('pgrep', ['-P', String(game.host.pid)], { encoding: 'utf8' }));
    process.kill(pid, 'SIGSTOP');
    await game.host.shows('At the prompt');
    await game.join('Ada');
    game.host.press('\r');
    // Keys wait for Enter until the terminal is set up again. Further presses only search the list of players.
    await vi.waitFor(
      () => {
        game.host.press('k');
        expect(game.host.screen).toContain('Kick a player');
      },
      { timeout: 20_000, interval: 200 },
    );
    await game.host.shows(/termquiz ·.*\n(?:.*\n)*.*Esc +back/u);
  });
});
