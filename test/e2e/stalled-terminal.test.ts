import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import type { TerminalProgram } from '../helpers/terminal.ts';
import { until } from '../helpers/until.ts';
import { WireClient } from '../helpers/wire-client.ts';

// Only Linux tells whether a process waits for its terminal.
describe.runIf(process.platform === 'linux')('a host whose terminal takes no output', () => {
  it('lets players join, play and see their results, and draws the newest screen afterwards', async () => {
    const game = await TerminalGame.host(fixture('two-questions.json'), {
      flags: ['--start-at', '3'],
      columns: 200,
      rows: 60,
    });
    const enter = (name: string) => WireClient.join(`ws://${game.address}`, game.pin, name);
    const players = [await enter('Ada'), await enter('Grace')];
    await game.host.shows('2 players');
    await game.host.stall();

    players.push(await enter('Linus'));
    await Promise.all(players.map(answerFirstQuestion));
    expect(game.host.isStalled).toBe(true);

    game.host.unstall();
    await game.host.shows('3 of 3 got it right');
    game.host.press(' ');
    expect(await game.host.shows('Standings')).toContain('Linus');
    game.host.press('qy');
    expect(await game.host.exited).toBe(0);
  });

  it.each([
    ['', () => undefined],
    [' while SIGTERM waits', (host: TerminalProgram) => host.kill('SIGTERM')],
  ])('says goodbye and closes its journal if the terminal is closed%s', async (_, beforehand) => {
    const stateHome = temporaryFolder();
    const game = await TerminalGame.host(fixture('two-questions.json'), { stateHome });
    const ada = await WireClient.join(`ws://${game.address}`, game.pin, 'Ada');
    await game.host.shows('1 player');
    await game.host.stall();
    beforehand(game.host);
    game.host.hangUp();
    expect(await game.host.exited).toBe(129);
    expect(await ada.closed).toBe(1001);
    expect(readdirSync(stateHome, { recursive: true }).map(String)).not.toContainEqual(
      expect.stringContaining('.lock'),
    );
  });
});

describe('a host whose screen takes long to draw', () => {
  it('lets players join, play and see their results, and then draws the newest screen', async () => {
    const slowFile = join(temporaryFolder(), 'slow');
    const preload = pathToFileURL(fixture('slow-render.mjs')).href;
    const game = await TerminalGame.host(fixture('two-questions.json'), {
      env: { NODE_OPTIONS: `--import ${preload}`, SLOW_FILE: slowFile },
      flags: ['--start-at', '2'],
    });
    writeFileSync(slowFile, '');
    const enter = (name: string) => WireClient.join(`ws://${game.address}`, game.pin, name);
    const players = [await enter('Ada')];
    await until(() => existsSync(`${slowFile}.drawing`)).toBe(true);
    players.push(await enter('Grace'));
    await Promise.all(players.map(answerFirstQuestion));
    expect(game.host.screen).not.toContain('Grace');

    rmSync(slowFile);
    await game.host.shows('2 of 2 got it right');
    game.host.press('qy');
    expect(await game.host.exited).toBe(0);
  });
});

/** Answers the first question right, and waits for the result. */
async function answerFirstQuestion(player: WireClient): Promise<void> {
  await player.stage('question', 0);
  player.send({ type: 'answer', question: 0, answer: 1 });
  await player.next('you', ({ answered }) => answered);
  await player.stage('reveal', 0);
}
