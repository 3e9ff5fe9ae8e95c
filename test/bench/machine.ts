import { spawnSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The cores of the servers under test and of the players. */
export const SERVER_CORE = 0;
export const PLAYERS_CORE = 1;

export const hasTaskset =
  cpus().length > 1 && spawnSync('taskset', ['-c', String(PLAYERS_CORE), 'true']).status === 0;

export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
}

/** Returns the command line of a Node program that stays on one core, if the system supports that. */
export function pinned(core: number, program: string, args: readonly string[] = []): CommandLine {
  const node = [process.execPath, program, ...args];
  return hasTaskset
    ? { file: 'taskset', args: ['-c', String(core), ...node] }
    : { file: process.execPath, args: node.slice(1) };
}

/** Returns the command line of a program that may open only this many files. */
export function withOpenFiles(limit: number, { file, args }: CommandLine): CommandLine {
  return { file: 'sh', args: ['-c', `ulimit -n ${limit} && exec "$@"`, 'sh', file, ...args] };
}

/** Returns the path of another bundled program. @param name Its path below test/, without the extension. */
export function programPath(name: string): string {
  return fileURLToPath(new URL(`../${name}.mjs`, import.meta.url));
}

/** Returns how many connections one process can hold, leaving some files for everything else. */
export function maxConnections(): number {
  const report: { userLimits?: { open_files?: { soft: number | string } } } = JSON.parse(
    JSON.stringify(process.report.getReport()),
  );
  const limit = Number(report.userLimits?.open_files?.soft);
  return Number.isFinite(limit) ? Math.floor(limit * 0.9) - 64 : Infinity;
}

/** Describes this machine, as rows of a table. */
export function describeMachine(): readonly (readonly [string, string])[] {
  const [cpu] = cpus();
  return [
    ['CPU', `${cpu?.model.trim() ?? 'unknown'}, ${cpus().length} cores`],
    ['memory', `${Math.round(totalmem() / 2 ** 30)} GiB`],
    ['system', `${process.platform} ${release()}`],
    ['Node', process.version],
    [
      'placement',
      hasTaskset
        ? `servers on core ${SERVER_CORE}, players on core ${PLAYERS_CORE}, over loopback`
        : 'servers and players share all cores (no taskset here), over loopback',
    ],
  ];
}
