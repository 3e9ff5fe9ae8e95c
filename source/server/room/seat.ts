import type { Round } from '../../game/game.ts';
import type { Connection, EncodedMessage } from '../connection.ts';

/**
 * The most that a seat's clock starts after the question opened, in milliseconds. Whoever is shown a question later, by
 * joining late or reconnecting, has had that time all the same.
 */
const LATEST_START_MS = 500;

/**
 * A place in the room, a player's or a watcher's: which connection it has, how far that one has been told, and since when
 * its player sees the question. A player's seat outlives its connections.
 */
export class Seat {
  /** The player's id; null for a watcher. */
  readonly player: string | null;
  connection: Connection | null = null;
  /** Goes out before anything else. */
  welcome: EncodedMessage | null = null;
  /** The version of the newest stage that was written to this connection. */
  stageVersion = 0;
  /** The version of the newest `you`, whichever connection it went to. */
  youVersion: number;
  /** There is news for this player alone. */
  youChanged = false;
  #shownRound: Round | null = null;
  #shownAfterMs = 0;

  /** @param firstVersion What versions of `you` count up from. */
  constructor(player: string | null, firstVersion: number) {
    this.player = player;
    this.youVersion = firstVersion;
  }

  /** Takes a new connection, which has been told nothing yet. */
  connect(connection: Connection, welcome: EncodedMessage): void {
    this.connection = connection;
    this.welcome = welcome;
    this.stageVersion = 0;
    this.youChanged = this.player !== null;
  }

  /**
   * How long after the question opened this seat's clock started, in milliseconds: 0 to 500. It starts at the first time
   * that this is asked for a question.
   */
  startDelayMs(round: Round, now: number): number {
    if (this.#shownRound !== round) this.#startClock(round, now);
    return this.#shownAfterMs;
  }

  #startClock(round: Round, now: number): void {
    this.#shownRound = round;
    const elapsedMs = (round.pausedAt ?? now) - round.openedAt;
    this.#shownAfterMs = Math.min(Math.max(0, elapsedMs), LATEST_START_MS);
  }
}
