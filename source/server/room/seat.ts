import { SeatClock } from './seat-clock.ts';
import type { Connection, EncodedMessage } from '../connection.ts';

/**
 * A place in the room, for a player or a watcher: its connection, what that has been sent, and its clock. A player's seat outlives its connections.
 */
export class Seat {
  /** The player's id; null for a watcher. */
  readonly player: string | null;
  connection: Connection | null = null;
  /** To be sent before anything else. */
  pendingWelcome: EncodedMessage | null = null;
  /** The version of the newest stage sent on this connection; 0 if there was none. */
  stageVersion = 0;
  /** The version of the newest stage or counts sent on this connection. */
  viewVersion = 0;
  /** Whether it is this seat's turn to get the newest counts or names. */
  isDue = false;
  /** The version of the newest `you` sent on any connection. */
  youVersion: number;
  /** Whether there is a newer `you` to send. */
  youChanged = false;
  readonly clock = new SeatClock();

  /** @param firstVersion The versions of `you` count up from it. */
  constructor(player: string | null, firstVersion: number) {
    this.player = player;
    this.youVersion = firstVersion;
  }

  /** Attaches a new connection, on which nothing has been sent yet. */
  connect(connection: Connection, welcome: EncodedMessage): void {
    this.connection = connection;
    this.pendingWelcome = welcome;
    this.stageVersion = 0;
    this.viewVersion = 0;
    this.isDue = false;
    this.youChanged = this.player !== null;
    this.clock.connected();
  }
}
