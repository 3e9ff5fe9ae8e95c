import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fixture } from '../helpers/binary.ts';
import { sleep } from '../helpers/sleep.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import type { TerminalProgram } from '../helpers/terminal.ts';
import { until } from '../helpers/until.ts';
import { WireClient } from '../helpers/wire-client.ts';

const QUESTIONS = 10;
const NAMES = ['Ada', 'Grace', 'Linus', 'Margaret', 'Alan'];

/** Only Linux shows whether a process is waiting for its terminal. */
const isLinux = process.platform === 'linux';

describe.runIf(isLinux)('a host whose terminal takes no output', () => {
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
    await game.host.shows('3 of 3 · 100 %');
    await game.host.continue('continue');
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
    await game.host.shows('2 of 2 · 100 %');
    game.host.press('qy');
    expect(await game.host.exited).toBe(0);
  });
});

describe.runIf(isLinux)('a host whose terminal takes no output for a minute', () => {
  it('plays ten questions in that time, and shows the podium afterwards', { timeout: 180_000 }, async () => {
    const game = await TerminalGame.host(tenQuestions(), {
      flags: ['--start-at', String(NAMES.length), '--auto-after', '2'],
      columns: 300,
      rows: 100,
    });
    await game.host.stall();
    const start = performance.now();
    const players = await Promise.all(
      NAMES.map((name) => WireClient.join(`ws://${game.address}`, game.pin, name)),
    );
    for (let question = 0; question < QUESTIONS; question += 1) {
      await Promise.all(
        players.map(async (player, seat) => {
          await player.stage('question', question);
          await sleep(100 * seat);
          player.send({ type: 'answer', question, answer: true });
          await player.next('you', (you) => you.question === question && you.answered);
        }),
      );
      expect(game.host.isStalled).toBe(true);
    }
    await Promise.all(players.map((player) => player.stage('podium')));
    await sleep(60_000 - (performance.now() - start));
    expect(game.host.isStalled).toBe(true);

    game.host.unstall();
    await game.host.shows('50 of 50 answers were correct');
    await game.host.continue('finish');
    game.host.press('y');
    expect(await game.host.exited).toBe(0);
    expect(game.host).toMatchObject({ isFullScreen: false, isCursorVisible: true });
  });
});

/** Answers the first question correctly, and waits for the result. */
async function answerFirstQuestion(player: WireClient): Promise<void> {
  await player.stage('question', 0);
  player.send({ type: 'answer', question: 0, answer: 1 });
  await player.next('you', ({ answered }) => answered);
  await player.stage('reveal', 0);
}

/** Writes a quiz with long questions, which fill a large window. */
function tenQuestions(): string {
  const file = join(temporaryFolder(), 'ten.json');
  const question = `${'Is this a long question? '.repeat(10)}`.trim();
  const questions = Array.from({ length: QUESTIONS }, () => ({ type: 'boolean', question, answer: true }));
  writeFileSync(file, JSON.stringify({ title: 'Ten questions', time: 20, questions }));
  return file;
}
