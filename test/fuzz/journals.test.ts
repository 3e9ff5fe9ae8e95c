import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gameOf } from '../helpers/games.ts';
import { HeadlessHost } from '../helpers/headless-host.ts';
import { journalText } from '../helpers/journals.ts';
import { oneOfEach } from '../helpers/questions.ts';
import { runTermquiz } from '../helpers/run-termquiz.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { TerminalProgram } from '../helpers/terminal.ts';
import { mutated, mutatedText } from './mutate.ts';
import { CONTROL_CHARACTERS, FUZZ_TIMEOUT_MS, SEED, STACK_TRACE, isThorough, oneIn } from './runs.ts';

const timeout = FUZZ_TIMEOUT_MS;

describe('report', () => {
  it(`shows or refuses a mutated journal (seed ${SEED})`, { timeout }, async () => {
    for (const journal of mutatedJournals(oneIn(10_000, 1), 'report')) {
      const { exitCode, stdout, stderr } = await runTermquiz(['report', journal], { NO_COLOR: '1' });
      expect([0, 1, 2]).toContain(exitCode);
      expect(stderr).not.toMatch(STACK_TRACE);
      expect(stdout + stderr).not.toMatch(CONTROL_CHARACTERS);
    }
  });
});

describe('host --resume', () => {
  it(`continues or refuses a mutated journal (seed ${SEED})`, { timeout }, async () => {
    for (const journal of mutatedJournals(oneIn(10_000, 1), 'resume')) {
      const host = new HeadlessHost(journal, ['--resume', '--state-dir', temporaryFolder(), '--port', '0']);
      const isListening = await host.listening().then(
        () => true,
        () => false,
      );
      if (isListening) host.kill('SIGTERM');
      expect([0, 1, 2, 143]).toContain(await host.exited);
      expect(host.stderr).not.toMatch(STACK_TRACE);
      expect(host.stderr).not.toMatch(CONTROL_CHARACTERS);
    }
  });
});

describe('watch', () => {
  it.runIf(isThorough)(`replays or refuses a mutated journal (seed ${SEED})`, { timeout }, async () => {
    for (const journal of mutatedJournals(oneIn(50_000, 1), 'watch')) {
      const screen = new TerminalProgram(['watch', journal]);
      await Promise.race([screen.shows(/\S/u), screen.exited]);
      screen.press(' '.repeat(30));
      screen.press('q');
      expect([0, 1, 2]).toContain(await screen.exited);
      expect(screen.output).not.toMatch(STACK_TRACE);
    }
  });
});

/** Writes journals of a played game of all types of questions with a few changes. Returns their paths. */
function mutatedJournals(count: number, command: string): string[] {
  const dice = new SeededRandom(`${SEED} ${command}`);
  const game = gameOf({ questions: oneOfEach, players: ['Ada', 'Grace', 'Linus'] });
  for (const [question, answer] of [1, [0, 1], true, '101', 1991, [0, 1, 2, 3], 0].entries()) {
    game.play(question, { Ada: answer, Grace: answer }, 1000);
  }
  const lines = journalText(game).trimEnd().split('\n');
  const folder = temporaryFolder();
  return Array.from({ length: count }, (_, index) => {
    const place = dice.int(0, lines.length - 1);
    const line = lines[place] ?? '';
    const broken = dice.chance(0.7)
      ? JSON.stringify(mutated(JSON.parse(line), dice))
      : mutatedText(line, dice);
    const end = dice.chance(0.5) ? lines.length : dice.int(place + 1, lines.length);
    const path = join(folder, `20261127-200000-game-${String(index).padStart(6, '0')}.jsonl`);
    writeFileSync(path, `${lines.with(place, broken).slice(0, end).join('\n')}\n`);
    return path;
  });
}
