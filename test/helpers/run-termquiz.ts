import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { binary, node, userEnvironment } from './binary.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Runs the built program without a terminal. Returns its exact output and exit code. */
export async function runTermquiz(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(node, [binary, ...args], {
    env: userEnvironment(temporaryFolder(), env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  // Decoding as text would drop the byte order mark at the start of a CSV file.
  const [stdout, stderr, exitCode] = await Promise.all([buffer(child.stdout), buffer(child.stderr), exited]);
  return { stdout: stdout.toString(), stderr: stderr.toString(), exitCode };
}
