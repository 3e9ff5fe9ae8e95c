import type { Round } from '../../game/game.ts';
import type { Connection, EncodedMessage } from '../connection.ts';

/**
 * The most that a seat's clock may start after the question opened, in milliseconds. Players who see the question even later,
 * because they joined late or reconnected, do not get the rest of that time back.
 */
const MAX_START_DELAY_MS = 500;

/**
 * A place in the room, for a player or a watcher: its connection, what that has been sent, and when the player was shown the
 * question. A player's seat outlives its connections.
 */
export class Seat {
  /** The player's id; null for a watcher. */
  readonly player: string | null;
  connection: Connection | null = null;
  /** To be sent before anything else. */
  pendingWelcome: EncodedMessage | null = null;
  /** The version of the newest stage sent on this connection. */
  stageVersion = 0;
  /** The version of the newest `you` sent on any connection. */
  youVersion: number;
  /** Whether there is a newer `you` to send. */
  youChanged = false;
  #startedRound: Round | null = null;
  #startDelayMs = 0;

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
    this.youChanged = this.player !== null;
  }

  /**
   * Returns how long after the question opened this seat's clock started, in milliseconds: 0 to 500. The clock starts at the first
   * call for a question.
   */
  startDelayMs(round: Round, now: number): number {
    if (this.#startedRound !== round) this.#startClock(round, now);
    return this.#startDelayMs;
  }

  #startClock(round: Round, now: number): void {
    this.#startedRound = round;
    const elapsedMs = (round.pausedAt ?? now) - round.openedAt;
    this.#startDelayMs = Math.min(Math.max(0, elapsedMs), MAX_START_DELAY_MS);
  }
}
