import { createHash } from 'node:crypto';
import {
  type CloseCode,
  type Connection,
  type EncodedMessage,
  closeCodes,
  encodeBye,
} from '../connection.ts';
import type { Broadcaster } from './broadcaster.ts';
import { Seat } from './seat.ts';

/** Who sits where: each player has one seat for the whole game, with one connection at a time. */
export class Seats {
  readonly #audience: Broadcaster;
  readonly #firstVersion: number;
  readonly #byPlayer = new Map<string, Seat>();

  /** @param firstVersion What versions of `you` count up from. */
  constructor(audience: Broadcaster, firstVersion: number) {
    this.#audience = audience;
    this.#firstVersion = firstVersion;
  }

  /** Seats a player on a connection, the newest of which has the seat. */
  seat(player: string, connection: Connection, welcome: EncodedMessage): Seat {
    const seat = this.#byPlayer.get(player) ?? new Seat(player, this.#firstVersion);
    this.#byPlayer.set(player, seat);
    if (seat.connection !== connection) seat.connection?.close(closeCodes.replaced, encodeBye('replaced'));
    return this.#connect(seat, connection, welcome);
  }

  /** A seat that sees the stage and is nobody's. */
  watch(connection: Connection, welcome: EncodedMessage): Seat {
    return this.#connect(new Seat(null, 0), connection, welcome);
  }

  disconnect(seat: Seat): void {
    seat.connection = null;
    this.#audience.remove(seat);
  }

  /** Tells a player the newest `you`. */
  tell(player: string): void {
    const seat = this.#byPlayer.get(player);
    if (!seat) return;
    seat.youChanged = true;
    this.#audience.wake(seat);
  }

  /** Takes the seat of a player who is gone for good. */
  remove(player: string): void {
    this.#byPlayer.delete(player);
  }

  /** Sends a player away. */
  kick(player: string): void {
    const seat = this.#byPlayer.get(player);
    if (!seat) return;
    seat.connection?.close(closeCodes.kicked, encodeBye('kicked'));
    this.disconnect(seat);
    this.remove(player);
  }

  /** Says goodbye to everybody. */
  dismiss(code: CloseCode, reason: 'ended' | 'host-left'): void {
    const bye = encodeBye(reason);
    for (const seat of this.#audience.seats) {
      seat.connection?.close(code, bye);
      this.disconnect(seat);
    }
  }

  #connect(seat: Seat, connection: Connection, welcome: EncodedMessage): Seat {
    seat.connect(connection, welcome);
    this.#audience.add(seat);
    return seat;
  }
}

/** Hashes a token. Only the hash is stored, in memory and on disk. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
