import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { WireClient } from '../helpers/wire-client.ts';

// Only Linux tells whether a process waits for its terminal.
describe.runIf(process.platform === 'linux')('a host whose terminal takes no output', () => {
  it('lets players join, play and see their results, and draws the newest screen afterwards', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'), {
      flags: ['--start-at', '3'],
      columns: 200,
      rows: 60,
    });
    const join = (name: string) => WireClient.join(`ws://${game.address}`, game.pin, name);
    const players = [await join('Ada'), await join('Grace')];
    await game.host.shows('2 players');
    await game.host.stall();

    players.push(await join('Linus'));
    await Promise.all(
      players.map(async (player) => {
        await player.stage('question', 0);
        player.send({ type: 'answer', question: 0, answer: 1 });
        await player.next('you', ({ answered }) => answered);
        await player.stage('reveal', 0);
      }),
    );
    expect(game.host.isStalled).toBe(true);

    game.host.unstall();
    await game.host.shows('3 of 3 got it right');
    game.host.press(' ');
    expect(await game.host.shows('Standings')).toContain('Linus');
    game.host.press('qy');
    expect(await game.host.exited).toBe(0);
  });
});
