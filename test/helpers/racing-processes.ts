import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { onTestFinished } from 'vitest';

/**
 * Starts processes that run the same program and can compete for the same thing. `ask` sends a line to one and resolves with its
 * reply.
 *
 * @param folder The folder below `source` that the program's imports are relative to.
 */
export function racingProcesses(count: number, program: string, folder: string) {
  const code = bundled(program, folder);
  return Array.from({ length: count }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return {
      async ask(line: string): Promise<string> {
        child.stdin.write(`${line}\n`);
        return String((await lines.next()).value);
      },
    };
  });
}

function bundled(contents: string, folder: string): string {
  const resolveDir = fileURLToPath(new URL(`../../source/${folder}`, import.meta.url));
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
