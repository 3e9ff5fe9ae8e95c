import { readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { errorCode } from '../../text/error.ts';
import { parseJson } from '../../text/json.ts';

/** How often a process shows that it still has its seat; one that did not for three times as long is gone. */
export const TOUCH_EVERY_MS = 2000;

const seatFileSchema = z.object({
  name: z.string(),
  wish: z.string(),
  token: z.string(),
  pid: z.int(),
});

/** A seat taken from this machine. */
export interface SavedSeat {
  /** As the others see it. */
  readonly name: string;
  /** The name that was asked for, where the host gave another one; empty where none was. */
  readonly wish: string;
  /** The seat's secret. */
  readonly token: string;
}

/** A seat that no living process has. */
export interface FreeSeat extends SavedSeat {
  readonly file: string;
  /** When its process showed last that it had it, in milliseconds since the epoch. */
  readonly touchedAt: number;
}

/** Writes down that this process has a seat. Throws the system's error where it cannot. */
export function writeSeat(file: string, { name, wish, token }: SavedSeat): void {
  writeFileSync(file, JSON.stringify({ name, wish, token, pid: process.pid }), { mode: 0o600 });
}

/** The seat in a file; undefined where there is none, or another process has it. */
export function readFreeSeat(file: string): FreeSeat | undefined {
  try {
    const seat = seatFileSchema.safeParse(parseJson(readFileSync(file, 'utf8'))).data;
    const touchedAt = statSync(file).mtimeMs;
    return seat && !isInUse(seat.pid, touchedAt) ? { ...seat, file, touchedAt } : undefined;
  } catch {
    // No file, or one that may not be read: nothing is known.
    return undefined;
  }
}

/**
 * Takes a free seat for this process, and says whether it has it. Of several processes at the same moment one gets it: a file
 * can be moved away by one only, and that one looks again whether the seat is free.
 */
export function claimSeat(file: string): boolean {
  const claimed = `${file}.${process.pid}`;
  try {
    renameSync(file, claimed);
    const seat = readFreeSeat(claimed);
    if (seat) writeSeat(claimed, seat);
    renameSync(claimed, file);
    return seat !== undefined;
  } catch {
    // Another process was faster, or the folder cannot be written.
    return false;
  }
}

/** Shows that this process still has the seat. */
export function touchSeat(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Somebody has removed the file: the seat cannot be taken back from here, and nothing else changes.
  }
}

/** Whether another process plays on a seat. A process's id alone may have passed on to a stranger. */
function isInUse(pid: number, touchedAt: number): boolean {
  if (pid === process.pid || Date.now() - touchedAt > 3 * TOUCH_EVERY_MS) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process of another user is there, too.
    return errorCode(error) === 'EPERM';
  }
}
