import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { freePort } from './listening.ts';
import { LOOPBACK, WAIT_OPTIONS } from './sockets.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A third-party proxy between players and a game. */
export type Intermediary = keyof typeof PROGRAMS;

/** The options that run each program in the foreground with a configuration file and its own folder. */
const PROGRAMS = {
  nginx: (file: string, folder: string) => ['-p', folder, '-c', file, '-g', 'daemon off;'],
  squid: (file: string) => ['-N', '-f', file],
  tinyproxy: (file: string) => ['-d', '-c', file],
  haproxy: (file: string) => ['-db', '-q', '-f', file],
};

/** Whether the program is installed. Throws if it is not, but required. */
export function hasIntermediary(program: Intermediary): boolean {
  // Each has -v for its version, but the exit codes vary.
  const isInstalled = spawnSync(program, ['-v']).error === undefined;
  if (!isInstalled && process.env['TERMQUIZ_REQUIRE_PROGRAMS'])
    throw new Error(`${program} is not installed`);
  return isInstalled;
}

/**
 * Starts a program on a free loopback port, until the end of the test.
 *
 * @param configure Returns the configuration for a port and a folder to write to.
 * @returns The port, once it accepts connections.
 */
export async function startIntermediary(
  program: Intermediary,
  configure: (port: number, folder: string) => string,
): Promise<number> {
  const folder = temporaryFolder();
  // Some drop root privileges and switch to another user.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const file = join(folder, `${program}.conf`);
  writeFileSync(file, configure(port, folder));
  const started = spawn(program, PROGRAMS[program](file, folder), { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => end(started));
  const output: string[] = [];
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (data: Buffer) => output.push(data.toString()));
  }
  await vi.waitFor(async () => {
    if (started.exitCode !== null) throw new Error(`${program} has exited: ${output.join('')}`);
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
