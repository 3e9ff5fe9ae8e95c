import { hash } from 'node:crypto';
import {
  type CloseCode,
  type Connection,
  type EncodedMessage,
  closeCodes,
  encodeBye,
} from '../connection.ts';
import type { Broadcaster } from './broadcaster.ts';
import { Seat } from './seat.ts';

/** All seats in a room. Each player has one seat for the whole game, with at most one connection at a time. */
export class Seats {
  readonly #broadcaster: Broadcaster;
  readonly #firstVersion: number;
  readonly #byPlayer = new Map<string, Seat>();

  /** @param firstVersion The versions of every `you` count up from it. */
  constructor(broadcaster: Broadcaster, firstVersion: number) {
    this.#broadcaster = broadcaster;
    this.#firstVersion = firstVersion;
  }

  /** Seats a player on a new connection and closes the previous one. */
  seatPlayer(player: string, connection: Connection, welcome: EncodedMessage): Seat {
    const seat = this.#byPlayer.get(player) ?? new Seat(player, this.#firstVersion);
    this.#byPlayer.set(player, seat);
    if (seat.connection !== connection) seat.connection?.close(closeCodes.replaced, encodeBye('replaced'));
    return this.#connect(seat, connection, welcome);
  }

  seatWatcher(connection: Connection, welcome: EncodedMessage): Seat {
    return this.#connect(new Seat(null, 0), connection, welcome);
  }

  disconnect(seat: Seat): void {
    seat.connection = null;
    this.#broadcaster.remove(seat);
  }

  /** Sends a player the newest `you`. */
  updateYou(player: string): void {
    const seat = this.#byPlayer.get(player);
    if (!seat) return;
    seat.youChanged = true;
    this.#broadcaster.wake(seat);
  }

  /** Removes the seat of a player who has left for good. */
  remove(player: string): void {
    this.#byPlayer.delete(player);
  }

  /** Removes the seats of players who are not among these. */
  retain(players: ReadonlyMap<string, unknown>): void {
    for (const player of this.#byPlayer.keys()) if (!players.has(player)) this.#byPlayer.delete(player);
  }

  /** Closes the connection of a player and removes the seat. */
  kick(player: string): void {
    const seat = this.#byPlayer.get(player);
    if (!seat) return;
    seat.connection?.close(closeCodes.kicked, encodeBye('kicked'));
    this.disconnect(seat);
    this.remove(player);
  }

  /** Sends `bye` to all seats and closes their connections. */
  closeAll(code: CloseCode, reason: 'ended' | 'host-left'): void {
    const bye = encodeBye(reason);
    for (const seat of this.#broadcaster.seats) {
      seat.connection?.close(code, bye);
      this.disconnect(seat);
    }
  }

  #connect(seat: Seat, connection: Connection, welcome: EncodedMessage): Seat {
    seat.connect(connection, welcome);
    this.#broadcaster.add(seat);
    return seat;
  }
}

/** Hashes a token. Only the hash is stored, in memory and on disk. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}
