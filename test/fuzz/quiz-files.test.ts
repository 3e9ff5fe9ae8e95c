import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledQuiz, fixture } from '../helpers/binary.ts';
import { HeadlessHost } from '../helpers/headless-host.ts';
import { runTermquiz } from '../helpers/run-termquiz.ts';
import { SeededRandom } from '../helpers/seeded-random.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { mutated, mutatedBytes, mutatedText } from './mutate.ts';
import { CONTROL_CHARACTERS, FUZZ_TIMEOUT_MS, SEED, STACK_TRACE, oneIn } from './runs.ts';

/** The number of files that one run of `check` reads. */
const FILES_AT_ONCE = 100;

const originals = ['every-type', 'git', 'typescript'] as const;

describe('check', () => {
  it(`reads mutated quiz files without a crash (seed ${SEED})`, { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const dice = new SeededRandom(`${SEED} check`);
    for (let remaining = oneIn(1000, 20); remaining > 0; remaining -= FILES_AT_ONCE) {
      const files = mutatedQuizzes(Math.min(FILES_AT_ONCE, remaining), dice);
      const { exitCode, stdout, stderr } = await runTermquiz(['check', ...files], { NO_COLOR: '1' });
      expect([0, 2]).toContain(exitCode);
      expect(stderr).not.toMatch(STACK_TRACE);
      expect(stdout + stderr).not.toMatch(CONTROL_CHARACTERS);
    }
  });
});

describe('host', () => {
  it(`plays or refuses a mutated quiz (seed ${SEED})`, { timeout: FUZZ_TIMEOUT_MS }, async () => {
    const dice = new SeededRandom(`${SEED} host`);
    for (const quiz of mutatedQuizzes(oneIn(10_000, 1), dice)) {
      const host = new HeadlessHost(quiz);
      const isListening = host.listening().then(
        () => true,
        () => false,
      );
      if (await isListening) host.kill('SIGTERM');
      expect([2, 143]).toContain(await host.exited);
      expect(host.stderr).not.toMatch(STACK_TRACE);
      expect(host.stderr).not.toMatch(CONTROL_CHARACTERS);
    }
  });
});

/** Writes mutated quizzes to files. Returns their paths. */
function mutatedQuizzes(count: number, dice: SeededRandom): string[] {
  const folder = temporaryFolder();
  return Array.from({ length: count }, (_, index) => {
    const name = dice.pick(originals);
    const text = readFileSync(name === 'every-type' ? fixture(`${name}.json`) : bundledQuiz(name), 'utf8');
    const path = join(folder, `quiz-${index}.json`);
    writeFileSync(path, mutatedFile(text, dice));
    return path;
  });
}

function mutatedFile(text: string, dice: SeededRandom): string | Buffer {
  switch (dice.int(0, 3)) {
    case 0:
      return mutatedText(text, dice);
    case 1:
      return mutatedBytes(Buffer.from(text), dice);
    default:
      return JSON.stringify(mutated(mutated(JSON.parse(text), dice), dice), null, 2);
  }
}
