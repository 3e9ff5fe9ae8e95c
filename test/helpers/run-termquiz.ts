import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { binary, node, userEnvironment } from './binary.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What the built program says, to the letter, and exits with, where there is no terminal. */
export async function runTermquiz(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(node, [binary, ...args], {
    env: userEnvironment(temporaryFolder(), env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  // Not as text: that would leave out the mark with which a CSV file begins.
  const [stdout, stderr, exitCode] = await Promise.all([buffer(child.stdout), buffer(child.stderr), exited]);
  return { stdout: stdout.toString(), stderr: stderr.toString(), exitCode };
}
