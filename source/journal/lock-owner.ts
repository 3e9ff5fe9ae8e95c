import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode } from '../text/error.ts';

/** The process that holds a lock. */
export interface LockOwner {
  readonly pid: number;
  /** When the process started, in clock ticks since boot: tells it from a later process with the same number. Null if unknown. */
  readonly startTime: string | null;
  readonly system: System;
}

/** Where process numbers have the same meaning: one boot of one machine, and one container on it. Null fields are unknown. */
export interface System {
  /** Changes whenever the machine boots. */
  readonly bootId: string | null;
  readonly pidNamespace: string | null;
  readonly hostname: string | null;
}

/** This process, as the owner of a lock. */
export function ownLockOwner(system: System): LockOwner {
  return { pid: process.pid, startTime: processStatus(process.pid)?.startTime ?? null, system };
}

/** The system that this process runs on. */
export function currentSystem(): System {
  return {
    bootId: tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')).slice(0, 8) || null,
    pidNamespace: /\d+/u.exec(tryRead(() => readlinkSync('/proc/self/ns/pid')))?.[0] ?? null,
    hostname: shortName(hostname()),
  };
}

/** The first label of a host's name. The rest changes with the network on some systems. */
function shortName(name: string): string | null {
  const [label = ''] = name.toLowerCase().split('.');
  return label.replaceAll(/[^a-z\d]/gu, '').slice(0, 32) || null;
}

/**
 * Returns whether a lock's owner is running, as far as `here` can tell. A process of another container or machine cannot be
 * seen from here: it counts as `unknown`, unless its machine has rebooted since.
 */
export function statusOf(owner: LockOwner, here: System): 'running' | 'ended' | 'unknown' {
  if (!Number.isInteger(owner.pid) || owner.pid <= 0) return 'ended';
  if (isSameSystem(owner.system, here)) return isRunning(owner) ? 'running' : 'ended';
  return hasRebooted(owner.system, here) ? 'ended' : 'unknown';
}

/** Host names can be shared by machines and containers: they count only where there is no boot id. */
function isSameSystem(there: System, here: System): boolean {
  if (there.bootId !== here.bootId || there.pidNamespace !== here.pidNamespace) return false;
  return here.bootId !== null || there.hostname === here.hostname;
}

function hasRebooted(before: System, now: System): boolean {
  const isKnown = before.bootId !== null && now.bootId !== null && now.hostname !== null;
  const isSameMachine = before.hostname === now.hostname && before.pidNamespace === now.pidNamespace;
  return isKnown && isSameMachine && before.bootId !== now.bootId;
}

function isRunning({ pid, startTime }: LockOwner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: another user's process.
    if (errorCode(error) !== 'EPERM') return false;
  }
  const status = processStatus(pid);
  if (status === null) return true;
  return !status.isZombie && (startTime === null || startTime === status.startTime);
}

/** Returns what Linux knows about a process; null on other systems, and if the process is hidden. */
function processStatus(pid: number): { readonly isZombie: boolean; readonly startTime: string } | null {
  const status = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The command's name, in brackets, may contain anything. After it come the state and, as the 20th field, the start time.
  const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const startTime = fields[19];
  return startTime === undefined ? null : { isZombie: state === 'Z', startTime };
}

function tryRead(read: () => string): string {
  try {
    return read();
  } catch {
    // Not Linux, or no permission.
    return '';
  }
}
