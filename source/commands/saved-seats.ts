import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parsePlayerName } from '../game/player-name.ts';
import { parseJson } from '../quiz/parse-json.ts';
import { codeOf } from './file-failure.ts';

/** How often a process shows that it still has its seat; one that did not for three times as long is gone. */
const TOUCH_EVERY_MS = 2000;

/** Seats of games that are long over are forgotten after a day. */
const KEPT_MS = 24 * 60 * 60 * 1000;

const savedSeatSchema = z.object({ name: z.string(), token: z.string(), pid: z.int() });

type SavedSeat = z.infer<typeof savedSeatSchema>;

/**
 * The tokens of the seats taken from this machine, so that whoever joins again after a crash or a closed terminal gets the
 * seat back. One file a seat, for its owner's eyes only; several players of one machine each have their own.
 */
export class SavedSeats {
  readonly #folder: string;
  #timer: NodeJS.Timeout | undefined;

  /** @param folder Is made when there is something to save. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The token that was saved for this name in this game; undefined without one, or while another process uses it. */
  token(game: string, name: string): string | undefined {
    return this.#readFree(this.#file(game, name))?.token;
  }

  /** The name under which this machine was in this game and no longer is; undefined unless it is just one. */
  name(game: string): string | undefined {
    const seats = this.#files(prefixOf(game)).flatMap((file) => this.#readFree(file) ?? []);
    return seats.length === 1 ? seats[0]?.name : undefined;
  }

  /** Keeps a seat that this process has from now on. A folder that cannot be written costs the comfort, not the game. */
  keep(game: string, name: string, token: string): void {
    const file = this.#file(game, name);
    const seat: SavedSeat = { name, token, pid: process.pid };
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeFileSync(file, JSON.stringify(seat), { mode: 0o600 });
    } catch {
      // A folder that cannot be written: the seat can be taken back only while this process lives.
      return;
    }
    for (const kept of this.#files('')) forgetOld(kept);
    clearInterval(this.#timer);
    this.#timer = setInterval(() => touch(file), TOUCH_EVERY_MS);
    this.#timer.unref();
  }

  /** Gives up a seat of a game that is over. */
  forget(game: string, name: string): void {
    clearInterval(this.#timer);
    try {
      rmSync(this.#file(game, name), { force: true });
    } catch {
      // What may not be written was not kept either, or is forgotten after a day.
    }
  }

  #file(game: string, name: string): string {
    return join(this.#folder, `${prefixOf(game)}-${digest(parsePlayerName(name)?.key ?? name)}.json`);
  }

  #files(prefix: string): string[] {
    try {
      return readdirSync(this.#folder)
        .filter((name) => name.startsWith(prefix))
        .map((name) => join(this.#folder, name));
    } catch {
      // No folder: nothing was saved yet.
      return [];
    }
  }

  #readFree(file: string): SavedSeat | undefined {
    try {
      const seat = savedSeatSchema.safeParse(parseJson(readFileSync(file, 'utf8'))).data;
      return seat && !isInUse(seat, statSync(file).mtimeMs) ? seat : undefined;
    } catch {
      // No file, or one that may not be read: nothing is known.
      return undefined;
    }
  }
}

function forgetOld(file: string): void {
  try {
    if (Date.now() - statSync(file).mtimeMs > KEPT_MS) rmSync(file, { force: true });
  } catch {
    // Another player's process was faster, or it is nothing that we have written.
  }
}

/** Whether another process plays on this seat. A process's id alone may have passed on to a stranger. */
function isInUse({ pid }: SavedSeat, touchedAt: number): boolean {
  if (pid === process.pid || Date.now() - touchedAt > 3 * TOUCH_EVERY_MS) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process of another user is there, too.
    return codeOf(error) === 'EPERM';
  }
}

function touch(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Somebody has removed the file: the seat cannot be taken back from here, and nothing else changes.
  }
}

function prefixOf(game: string): string {
  return digest(game);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
