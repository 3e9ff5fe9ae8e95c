import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sleep } from '../helpers/sleep.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalGame } from '../helpers/terminal-game.ts';
import { WireClient } from '../helpers/wire-client.ts';

const QUESTIONS = 10;
const NAMES = ['Ada', 'Grace', 'Linus', 'Margaret', 'Alan'];

describe('a host whose terminal takes no output for a minute', () => {
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
    game.host.press(' ');
    expect(await game.host.exited).toBe(0);
    expect(game.host).toMatchObject({ isFullScreen: false, isCursorVisible: true });
  });
});

/** Writes a quiz with long questions, which fill a large window. */
function tenQuestions(): string {
  const file = join(temporaryFolder(), 'ten.json');
  const question = `${'Is this a long question? '.repeat(10)}`.trim();
  const questions = Array.from({ length: QUESTIONS }, () => ({ type: 'boolean', question, answer: true }));
  writeFileSync(file, JSON.stringify({ title: 'Ten questions', time: 20, questions }));
  return file;
}
