import { hash } from 'node:crypto';
import type { GameEvent } from '../../game/events.ts';
import type { Game } from '../../game/game.ts';
import type { EventLog } from '../../journal/journal.ts';
import { stageUpdate } from '../../view/stage-update.ts';
import {
  type CloseCode,
  type Connection,
  type EncodedMessage,
  closeCodes,
  encode,
  encodeBye,
} from '../connection.ts';
import { networkOf } from '../limits/token-bucket.ts';
import type { Broadcaster } from './broadcaster.ts';
import { Seat } from './seat.ts';

/** All seats in a room. Each player has one seat for the whole game, with at most one connection at a time. */
export class Seats {
  readonly #broadcaster: Broadcaster;
  readonly #log: EventLog;
  readonly #firstVersion: number;
  readonly #byPlayer = new Map<string, Seat>();
  #closing: Promise<void> | null = null;

  /** @param firstVersion The versions of every `you` count up from it. */
  constructor(broadcaster: Broadcaster, log: EventLog, firstVersion: number) {
    this.#broadcaster = broadcaster;
    this.#log = log;
    this.#firstVersion = firstVersion;
  }

  /** Seats a player on a new connection and closes the previous one: a newer one replaces it, or the seat has moved. */
  seatPlayer(
    player: string,
    connection: Connection,
    welcome: EncodedMessage,
    reason: 'replaced' | 'moved' = 'replaced',
  ): Seat {
    const seat = this.#byPlayer.get(player) ?? new Seat(player, this.#firstVersion);
    this.#byPlayer.set(player, seat);
    if (reason === 'moved') this.#log.flush();
    if (seat.connection !== connection) seat.connection?.close(closeCodes[reason], encodeBye(reason));
    return this.#connect(seat, connection, welcome);
  }

  seatWatcher(connection: Connection, welcome: EncodedMessage): Seat {
    return this.#connect(new Seat(null, 0), connection, welcome);
  }

  /** Returns the IP address of a player's newest connection; null if there has been none since the host started. */
  addressOf(player: string): string | null {
    return this.#byPlayer.get(player)?.address ?? null;
  }

  /** Returns the median of a player's newest round trips, in milliseconds; null if none has been measured. */
  roundTripOf(player: string): number | null {
    const roundTrips = this.#byPlayer.get(player)?.clock.roundTrips;
    return roundTrips && !roundTrips.isEmpty ? roundTrips.medianMs : null;
  }

  /** Returns the ids of the players whose newest connection came from the network of this address. */
  playersFrom(address: string): string[] {
    const network = networkOf(address);
    return [...this.#byPlayer].flatMap(([player, seat]) =>
      seat.address !== null && networkOf(seat.address) === network ? [player] : [],
    );
  }

  /** Whether a player may return without counting against the limit of the network. */
  mayReturn(player: string, now: number): boolean {
    return this.#byPlayer.get(player)?.returns.has(now) ?? true;
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

  /** Sends the seats what an event changes for them. */
  notifySeats(event: GameEvent, game: Game): void {
    this.#notifyPlayers(event, game);
    if (event.type === 'pin-changed') this.#broadcaster.tellWatchers(encode({ type: 'pin', pin: event.pin }));
    const update = stageUpdate(event, game.phase);
    if (update === 'now') this.#broadcaster.publish();
    if (update === 'counts' || update === 'names') this.#broadcaster.publishSoon(update);
    if (event.type === 'game-ended') void this.closeAll(closeCodes.normal, 'ended');
  }

  /** Shows everybody the next game, in which the seats of those who are not in it are gone. */
  showNextGame({ players }: Game): void {
    for (const player of this.#byPlayer.keys()) if (!players.has(player)) this.#byPlayer.delete(player);
    this.#broadcaster.updateEveryYou();
    this.#broadcaster.publish();
  }

  /**
   * Sends `bye` to all seats and closes their connections, in several turns of the event loop if there are many. Resolves when all
   * are closed. A seat that is already due another `bye` gets that one.
   */
  async closeAll(code: CloseCode, reason: 'ended' | 'host-left'): Promise<void> {
    const bye = encodeBye(reason);
    const dismiss = async () =>
      this.#broadcaster.dismiss((seat) => {
        seat.connection?.close(code, bye);
        seat.connection = null;
      });
    this.#closing = this.#closing ? this.#closing.then(dismiss) : dismiss();
    return this.#closing;
  }

  #notifyPlayers(event: GameEvent, { phase, players }: Game): void {
    switch (event.type) {
      case 'player-left':
        if (!players.has(event.player)) this.#byPlayer.delete(event.player);
        return;
      case 'player-kicked':
        this.#log.flush();
        this.#kick(event.player);
        return this.#broadcaster.updateEveryYou();
      case 'players-removed':
        this.#log.flush();
        for (const player of event.players) this.#kick(player);
        return this.#broadcaster.updateEveryYou();
      case 'player-readmitted':
        return this.#broadcaster.updateEveryYou();
      case 'points-given':
      case 'player-renamed':
        // In the lobby, nobody else is told of a name.
        if (phase !== 'lobby') this.#broadcaster.updateEveryYou();
        return this.updateYou(event.player);
      case 'answer-accepted':
        return this.updateYou(event.player);
      case 'question-announced':
      case 'question-closed':
      case 'question-voided':
      case 'answer-allowed':
      case 'podium-shown':
      // Tells clients the time again: if lost time was a change of the system time, the server's clock has moved against theirs.
      case 'host-returned':
        return this.#broadcaster.updateEveryYou();
      default:
    }
  }

  #kick(player: string): void {
    const seat = this.#byPlayer.get(player);
    if (!seat) return;
    seat.connection?.close(closeCodes.kicked, encodeBye('kicked'));
    this.disconnect(seat);
    this.#byPlayer.delete(player);
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
