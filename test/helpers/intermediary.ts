import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { freePort } from './listening.ts';
import { LOOPBACK, WAIT_OPTIONS } from './sockets.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What is between a player and a game: programs of other people, as their packages ship them. */
export type Intermediary = keyof typeof PROGRAMS;

/** How each is started with its configuration, in the foreground, with all that it writes in a folder of its own. */
const PROGRAMS = {
  nginx: (file: string, folder: string) => ['-p', folder, '-c', file, '-g', 'daemon off;'],
  squid: (file: string) => ['-N', '-f', file],
  tinyproxy: (file: string) => ['-d', '-c', file],
  haproxy: (file: string) => ['-db', '-q', '-f', file],
};

/** Whether this machine has the program. One that must be there is missed with an error. */
export function hasIntermediary(program: Intermediary): boolean {
  // Every one of them tells its version; which status that ends with is its own affair.
  const isThere = spawnSync(program, ['-v']).error === undefined;
  if (!isThere && process.env['TERMQUIZ_REQUIRE_PROGRAMS']) throw new Error(`${program} is not installed`);
  return isThere;
}

/**
 * Starts one on a free port of the loopback interface, until the test is over.
 *
 * @param configure Gives its configuration, for a port and a folder to write to.
 * @returns The port, once it takes connections.
 */
export async function startIntermediary(
  program: Intermediary,
  configure: (port: number, folder: string) => string,
): Promise<number> {
  const folder = temporaryFolder();
  // Some go on as a user of their own when root starts them.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const file = join(folder, `${program}.conf`);
  writeFileSync(file, configure(port, folder));
  const started = spawn(program, PROGRAMS[program](file, folder), { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => end(started));
  const said: string[] = [];
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (data: Buffer) => said.push(data.toString()));
  }
  await vi.waitFor(async () => {
    if (started.exitCode !== null) throw new Error(`${program} has ended: ${said.join('')}`);
    await connects(port);
  }, WAIT_OPTIONS);
  return port;
}

async function connects(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, LOOPBACK, () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const exited = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGTERM');
  const timer = setTimeout(() => program.kill('SIGKILL'), 3000);
  await exited;
  clearTimeout(timer);
}
