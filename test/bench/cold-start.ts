import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary, userEnvironment } from '../helpers/binary.ts';
import { PIN } from './measured-server.ts';
import { median } from './numbers.ts';

/** Medians, in milliseconds. */
export interface ColdStart {
  /** Node alone, with an empty program. */
  readonly node: number;
  readonly version: number;
  /** From the start of a host to the first frame that shows the PIN. */
  readonly firstFrame: number;
}

export async function measureColdStart(quiz: string, runs: number): Promise<ColdStart> {
  const times = { node: [] as number[], version: [] as number[], firstFrame: [] as number[] };
  for (let run = 0; run < runs; run++) {
    times.node.push(timeToExit(['-e', '0']));
    times.version.push(timeToExit([binary, '--version']));
    times.firstFrame.push(await timeToFirstFrame(quiz));
  }
  return {
    node: median(times.node),
    version: median(times.version),
    firstFrame: median(times.firstFrame),
  };
}

function timeToExit(args: readonly string[]): number {
  const startedAt = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - startedAt;
}

async function timeToFirstFrame(quiz: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'termquiz-bench-'));
  const args = [binary, 'host', quiz, '--bind', '127.0.0.1', '--port', '0', '--pin', PIN];
  const startedAt = performance.now();
  const pty = spawnInTerminal(process.execPath, args, { cols: 100, rows: 30, env: userEnvironment(folder) });
  const exited = new Promise((resolve) => pty.onExit(resolve));
  let output = '';
  const time = await new Promise<number>((resolve) => {
    pty.onData((data) => {
      output += data;
      if (output.includes(PIN)) resolve(performance.now() - startedAt);
    });
  });
  pty.kill('SIGTERM');
  await exited;
  rmSync(folder, { recursive: true, force: true });
  return time;
}
