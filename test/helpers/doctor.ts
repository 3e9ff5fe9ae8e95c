import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { binary, node, userEnvironment } from './binary.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What the built program's doctor says, and exits with. */
export async function doctor(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(node, [binary, 'doctor', ...args], { env: userEnvironment(temporaryFolder(), env) });
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const [out, err, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { out, err, exitCode };
}
