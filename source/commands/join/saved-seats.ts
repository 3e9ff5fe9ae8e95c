import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type FreeSeat,
  type SavedSeat,
  TOUCH_EVERY_MS,
  claimSeat,
  readFreeSeat,
  touchSeat,
  writeSeat,
} from './seat-file.ts';
import { parsePlayerName } from '../../game/player-name.ts';

/** Seats of games that are long over are forgotten after a day. */
const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * The seats taken from this machine, so that whoever joins again after a crash or a closed terminal gets the seat back. One
 * file a seat, for its owner's eyes only; several players of one machine each have their own.
 */
export class SavedSeats {
  readonly #folder: string;
  #timer: NodeJS.Timeout | undefined;

  /** @param folder Is made when there is something to save. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Takes the seat in this game of who joins by this name, given or only asked for, or empty; from now on no other process
   * gets it. Of several the one that was left last. Without a name the only seat that is left is taken, whatever its name.
   *
   * @returns Its token; undefined where there is no such seat that is free.
   */
  take(game: string, wish: string): string | undefined {
    const seat = fitting(this.#free(game), wish).find(({ file }) => claimSeat(file));
    if (seat) this.#hold(seat.file);
    return seat?.token;
  }

  /** Keeps a seat that this process has from now on. A folder that cannot be written costs the comfort, not the game. */
  keep(game: string, seat: SavedSeat): void {
    const file = this.#file(game, seat.token);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeSeat(file, seat);
    } catch {
      // A folder that cannot be written: the seat can be taken back only while this process lives.
      return;
    }
    for (const kept of this.#files('')) forgetOld(kept);
    this.#hold(file);
  }

  /** Gives up a seat that is gone, or of a game that is over. */
  forget(game: string, token: string): void {
    clearInterval(this.#timer);
    try {
      rmSync(this.#file(game, token), { force: true });
    } catch {
      // What may not be written was not kept either, or is forgotten after a day.
    }
  }

  #hold(file: string): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => touchSeat(file), TOUCH_EVERY_MS);
    this.#timer.unref();
  }

  /** The free seats in a game, the one that was left last first. */
  #free(game: string): FreeSeat[] {
    const files = this.#files(digest(game)).filter((file) => file.endsWith('.json'));
    return files.flatMap((file) => readFreeSeat(file) ?? []).toSorted((a, b) => b.touchedAt - a.touchedAt);
  }

  #file(game: string, token: string): string {
    return join(this.#folder, `${digest(game)}-${digest(token)}.json`);
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
}

/** The seats for who joins by a name: first those that have it, then those whose players asked for it. */
function fitting(free: readonly FreeSeat[], wish: string): readonly FreeSeat[] {
  const wished = keyOf(wish);
  const named = free.filter(({ name }) => keyOf(name) === wished);
  const asked = free.filter((seat) => keyOf(seat.wish) === wished && !named.includes(seat));
  if (named.length + asked.length > 0) return [...named, ...asked];
  return wish === '' && free.length === 1 ? free : [];
}

/** Names with the same key look alike. */
function keyOf(name: string): string {
  return parsePlayerName(name)?.key ?? name;
}

function forgetOld(file: string): void {
  try {
    if (Date.now() - statSync(file).mtimeMs > KEPT_MS) rmSync(file, { force: true });
  } catch {
    // Another player's process was faster, or it is nothing that we have written.
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
