import { describe, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { sleep } from '../helpers/sleep.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';

describe('a host that was stopped during a question', () => {
  it('says how long it was away, and continues with the players it had', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'));
    const ada = await game.join('Ada');
    game.host.press('  ');
    await ada.shows('two');
    game.host.kill('SIGSTOP');
    // Longer than 2 s, so that the time is lost.
    await sleep(2500);
    game.host.kill('SIGCONT');
    await game.host.shows(/The host was away for \d seconds\. That time does not count\./u);
    ada.press('2');
    await ada.shows('✓ Correct');
  });
});
