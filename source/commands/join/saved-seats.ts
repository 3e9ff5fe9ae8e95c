import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { parsePlayerName } from '../../game/names/player-name.ts';
import { cleanText } from '../../text/clean.ts';
import { tokenSchema } from '../../protocol/token.ts';
import { errorCode } from '../../text/error.ts';
import { parseJson } from '../../text/json.ts';
import { foldCase } from '../../text/look-alike.ts';

/** How often a process marks its seat as in use, in milliseconds. Unmarked for three times as long, the seat is free. */
const TOUCH_EVERY_MS = 2000;

/** Seats that nobody has used for longer are removed. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** The game that a seat is in. */
export interface SeatedGame {
  readonly address: string;
  /** The PIN that the player joined with. The host may have drawn a new one since. */
  readonly pin: string;
}

/** A seat that was taken from this machine. */
export interface SavedSeat {
  /** The name that others see. */
  readonly name: string;
  /** The name that the player asked for, which differs if the host assigns names; empty if none. */
  readonly requestedName: string;
  /** The seat's secret. */
  readonly token: string;
}

/**
 * The seats taken from this machine, so that players who join again after a crash or a closed terminal get their seats back.
 * Each seat has its own file, readable only by its owner, so that several players can share a machine.
 */
export class SavedSeats {
  readonly #folder: string;
  #timer: NodeJS.Timeout | undefined;

  /** @param folder Made with the first seat. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Claims a free seat in a game for this process: of several that fit, the one used most recently. If none has the game's PIN, seats
   * at the same address with other PINs fit as well, because the host may have drawn a new PIN.
   *
   * @param name The seat's name, or the one that the player asked for. If empty, a single free seat fits, whatever its name.
   * @returns The seat's token; undefined if no free seat fits.
   */
  claim(game: SeatedGame, name: string): string | undefined {
    const free = this.#freeSeats(digest(game.address));
    const inGame = free.filter(({ file }) => basename(file).startsWith(gamePrefix(game)));
    for (const seats of [inGame, free]) {
      for (const { file, token } of fittingSeats(seats, name)) {
        const claimed = this.#file(game, token);
        if (!claimSeat(file, claimed)) continue;
        this.#holdOn(claimed);
        return token;
      }
    }
    return undefined;
  }

  /** Saves a seat of this process. If that fails, the seat cannot be claimed later. */
  save(game: SeatedGame, seat: SavedSeat): void {
    const file = this.#file(game, seat.token);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeSeat(file, seat);
    } catch {
      // Not worth interrupting the game for.
      return;
    }
    for (const saved of this.#files('')) removeIfOld(saved);
    this.#holdOn(file);
  }

  /** Removes a seat that is gone, or whose game is over. */
  forget(game: SeatedGame, token: string): void {
    clearInterval(this.#timer);
    try {
      rmSync(this.#file(game, token), { force: true });
    } catch {
      // A file that cannot be removed now expires after a day.
    }
  }

  #holdOn(file: string): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => touchSeat(file), TOUCH_EVERY_MS);
    this.#timer.unref();
  }

  /** Returns the free seats whose files' names begin with `prefix`, the most recently used first. */
  #freeSeats(prefix: string): FreeSeat[] {
    const files = this.#files(prefix).filter((file) => file.endsWith('.json'));
    return files.flatMap((file) => readFreeSeat(file) ?? []).toSorted((a, b) => b.touchedAt - a.touchedAt);
  }

  #file(game: SeatedGame, token: string): string {
    return join(this.#folder, `${gamePrefix(game)}${digest(token)}.json`);
  }

  #files(prefix: string): string[] {
    try {
      return readdirSync(this.#folder)
        .filter((name) => name.startsWith(prefix))
        .map((name) => join(this.#folder, name));
    } catch {
      // Without a folder, no seat was saved.
      return [];
    }
  }
}

/** A seat that no living process holds. */
interface FreeSeat extends SavedSeat {
  readonly file: string;
  /** When its process last marked it as in use, in milliseconds since the epoch. */
  readonly touchedAt: number;
}

const seatFileSchema = z.object({
  name: z.string(),
  requestedName: z.string(),
  token: tokenSchema,
  pid: z.int(),
});

/** Returns the seats that fit a name: first those that have it, then those whose players asked for it. */
function fittingSeats(free: readonly FreeSeat[], name: string): readonly FreeSeat[] {
  const key = keyOf(name);
  const named = free.filter((seat) => keyOf(seat.name) === key);
  const requested = free.filter((seat) => keyOf(seat.requestedName) === key && !named.includes(seat));
  if (named.length + requested.length > 0) return [...named, ...requested];
  return name === '' && free.length === 1 ? free : [];
}

function keyOf(name: string): string {
  return foldCase(cleanText(name));
}

/** Writes a seat as held by this process. Throws if the file cannot be written. */
function writeSeat(file: string, { name, requestedName, token }: SavedSeat): void {
  writeFileSync(file, JSON.stringify({ name, requestedName, token, pid: process.pid }), { mode: 0o600 });
}

/** Reads the seat in a file; undefined if there is none, or another process holds it. */
function readFreeSeat(file: string): FreeSeat | undefined {
  try {
    const seat = seatFileSchema.safeParse(parseJson(readFileSync(file, 'utf8'))).data;
    const touchedAt = statSync(file).mtimeMs;
    return seat && !isHeld(seat.pid, touchedAt) ? { ...seat, file, touchedAt } : undefined;
  } catch {
    // A file that is missing or unreadable is no seat.
    return undefined;
  }
}

/**
 * Claims a free seat for this process, and moves its file. Returns whether that succeeded. Only one of several processes can move the
 * file away, and that one then checks again that the seat is free.
 */
function claimSeat(file: string, to: string): boolean {
  const claimed = `${file}.${process.pid}`;
  try {
    renameSync(file, claimed);
    const seat = readFreeSeat(claimed);
    if (seat) writeSeat(claimed, seat);
    renameSync(claimed, seat ? to : file);
    return seat !== undefined;
  } catch {
    // Another process was faster, or the folder cannot be written.
    return false;
  }
}

/** Marks a seat as in use. */
function touchSeat(file: string): void {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch {
    // Without its file, the seat cannot be claimed later. The game continues.
  }
}

/** Whether another process holds a seat. A running process with its id is not enough: the system reuses ids. */
function isHeld(pid: number, touchedAt: number): boolean {
  if (pid === process.pid || Date.now() - touchedAt > 3 * TOUCH_EVERY_MS) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists, but belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}

function removeIfOld(file: string): void {
  try {
    if (Date.now() - statSync(file).mtimeMs > MAX_AGE_MS) rmSync(file, { force: true });
  } catch {
    // Another player's process was faster, or the file is not ours.
  }
}

/** Returns the prefix of the file names of a game's seats. */
function gamePrefix({ address, pin }: SeatedGame): string {
  return `${digest(address)}-${digest(pin)}-`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Returns the name in a file, cleaned; undefined if there is none. */
export function readLastName(file: string): string | undefined {
  try {
    return parsePlayerName(readFileSync(file, 'utf8').slice(0, MAX_READ));
  } catch {
    // Nobody has joined from this machine yet, or the file is not ours.
    return undefined;
  }
}

/** Far more than the longest name. */
const MAX_READ = 500;

/** Saves a name in a file that only its owner can read. If that fails, it is not suggested later. */
export function saveLastName(file: string, name: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, name, { mode: 0o600 });
  } catch {
    // Not worth interrupting the game for.
  }
}
