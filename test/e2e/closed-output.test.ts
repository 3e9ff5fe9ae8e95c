import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { binary, fixture, node, userEnvironment } from '../helpers/binary.ts';
import { headlessGame } from '../helpers/headless-game.ts';
import { freePort } from '../helpers/listening.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

const quiz = fixture('two-questions.json');

/** Runs the program with its output closed, or written to a file descriptor. Returns stderr and the exit code. */
async function outcomeOf(args: readonly string[], output: 'closed' | number) {
  const program = spawn(node, [binary, ...args], {
    env: userEnvironment(temporaryFolder()),
    stdio: ['ignore', output === 'closed' ? 'pipe' : output, 'pipe'],
  });
  program.stdout?.destroy();
  let stderr = '';
  program.stderr?.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const exitCode = await new Promise<number | null>((resolve) => program.once('close', resolve));
  return { stderr, exitCode };
}

describe('closed output', () => {
  it.each([
    { args: ['--help'], exitCode: 0 },
    { args: ['--version'], exitCode: 0 },
    { args: ['join', '--help'], exitCode: 0 },
    { args: ['quizzes'], exitCode: 0 },
    { args: ['check', quiz, fixture('every-type.json')], exitCode: 0 },
    { args: ['check', '--json', fixture('invalid.json')], exitCode: 2 },
    { args: ['import', fixture('import/open-trivia-base64.json')], exitCode: 0 },
  ])('changes neither the exit code nor stderr of $args', async ({ args, exitCode }) => {
    expect(await outcomeOf(args, 'closed')).toEqual({ stderr: '', exitCode });
  });

  it('changes neither the exit code nor stderr of doctor', async () => {
    const port = String(await freePort());
    const outcome = await outcomeOf(['doctor', '--bind', '127.0.0.1', '--port', port], 'closed');
    expect(outcome).toEqual({ stderr: '', exitCode: 0 });
  });

  it('changes neither the exit code nor stderr of report', async () => {
    const { stateDir } = await headlessGame();
    const report = (...flags: string[]) => outcomeOf(['report', '--state-dir', stateDir, ...flags], 'closed');
    expect(await report('--list')).toEqual({ stderr: '', exitCode: 0 });
    expect(await report()).toEqual({
      stderr: expect.stringMatching(/^This game is still running/u),
      exitCode: 0,
    });
  });
});

describe.runIf(existsSync('/dev/full'))('output to a full disk', () => {
  it('fails with a single message', async () => {
    const full = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(full));
    const { stderr, exitCode } = await outcomeOf(['quizzes'], full);
    expect(stderr).toMatch(/^Could not write the output: ENOSPC.*\n$/u);
    expect(exitCode).toBe(1);
  });
});
