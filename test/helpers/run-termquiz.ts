import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { runProgram } from '../../source/commands/program.ts';
import { binary, node, userEnvironment } from './binary.ts';
import { captureOutput } from './output.ts';
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

/** Runs a command in a folder, as the program does, but in this process, which is far quicker. */
export async function runCommand(folder: string, argv: readonly string[]) {
  const output = captureOutput();
  const { env, argv: ownArguments } = process;
  const ownFolder = process.cwd();
  process.env = userEnvironment(folder);
  process.argv = [node, binary, ...argv];
  process.chdir(folder);
  try {
    const status = await runProgram(argv);
    return { status, ...output };
  } finally {
    process.chdir(ownFolder);
    Object.assign(process, { env, argv: ownArguments });
  }
}
