import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Returns the resident memory of a process, in bytes. */
export function memoryOf(pid: number): number {
  if (process.platform === 'linux') return statusOf(pid, 'VmRSS');
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)]).stdout) * 1024;
}

/** Returns the most resident memory that a process has had so far, in bytes; NaN on other systems than Linux. */
export function peakMemoryOf(pid: number): number {
  return process.platform === 'linux' ? statusOf(pid, 'VmHWM') : NaN;
}

function statusOf(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'mu').exec(status)?.[1]) * 1024;
}
