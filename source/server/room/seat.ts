import type { PublicViews } from './public-views.ts';
import { SeatClock } from './seat-clock.ts';
import type { AnswerTiming } from '../../game/answer-time.ts';
import type { Game } from '../../game/game.ts';
import { youOf } from '../../view/you.ts';
import { type Connection, type EncodedMessage, encode } from '../connection.ts';
import { returnBucket } from '../limits/seat-limit.ts';
import { TokenBucket } from '../limits/token-bucket.ts';

/** New names of a player: at once, and per second from then on. */
const RENAME_BURST = 5;
const RENAMES_PER_SECOND = 0.1;

/** Move codes for a seat: at once, and per second from then on. */
const MOVE_BURST = 5;
const MOVES_PER_SECOND = 0.05;

/** The result of writing to a seat. */
export interface WriteResult {
  /** Whether the seat needs another turn, because this one went to the stage: the next one brings its counts. */
  readonly needsTurn: boolean;
  /** How the player's answer is timed, if the open question was written; otherwise null. */
  readonly timing: AnswerTiming | null;
}

const NOTHING_WRITTEN: WriteResult = { needsTurn: false, timing: null };

/**
 * A place in the room, for a player or a watcher: its connection, the versions sent on it, and its clock. A player's seat
 * outlives its connections.
 */
export class Seat {
  /** The player's id; null for a watcher. */
  readonly player: string | null;
  connection: Connection | null = null;
  /** The IP address of the newest connection; null if there has been none since the host started. */
  address: string | null = null;
  /** To be sent before anything else. */
  pendingWelcome: EncodedMessage | null = null;
  /** To be sent after the welcome; only the newest. */
  pendingNotice: EncodedMessage | null = null;
  /** The version of the newest stage sent on this connection; 0 if no stage has been sent. */
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
  /** How often its player may change the name, which everybody in the lobby is told. */
  readonly renames = new TokenBucket(RENAME_BURST, RENAMES_PER_SECOND, 0);
  /** How often its player may get a move code, because each move is a line of the journal. */
  readonly moves = new TokenBucket(MOVE_BURST, MOVES_PER_SECOND, 0);
  /** How often its player may return without counting against the limit of the network. */
  readonly returns = returnBucket();

  /** @param firstVersion The versions of `you` count up from it. */
  constructor(player: string | null, firstVersion: number) {
    this.player = player;
    this.youVersion = firstVersion;
  }

  /** Attaches a new connection, on which nothing has been sent yet. */
  connect(connection: Connection, welcome: EncodedMessage): void {
    this.connection = connection;
    this.address = connection.address;
    this.pendingWelcome = welcome;
    this.stageVersion = 0;
    this.viewVersion = 0;
    this.isDue = false;
    this.youChanged = this.player !== null;
    this.clock.connected();
  }

  /** Sends everything new to its connection. If that is not writable, sends nothing, and leaves it to the next call. */
  write(views: PublicViews, game: Game, now: number): WriteResult {
    const { connection } = this;
    if (!connection) return NOTHING_WRITTEN;
    if (!connection.writable) {
      this.clock.notWritable(connection);
      return NOTHING_WRITTEN;
    }
    const written = this.#writeViews(connection, views, game, now);
    connection.flush?.();
    return written;
  }

  #writeViews(connection: Connection, views: PublicViews, game: Game, now: number): WriteResult {
    if (this.pendingWelcome) {
      connection.send(this.pendingWelcome);
      this.pendingWelcome = null;
      // Over HTTP, the welcome is a response of its own.
      if (!connection.writable) return NOTHING_WRITTEN;
    }
    if (this.pendingNotice) connection.send(this.pendingNotice);
    this.pendingNotice = null;
    const written = this.#writePublicViews(connection, views, game, now);
    const player = this.player === null ? undefined : game.players.get(this.player);
    if (this.youChanged && player) {
      this.youChanged = false;
      connection.send(encode(youOf(game, player, ++this.youVersion, now)));
    }
    return written;
  }

  /** Writes one message in the seat's turn: the stage, or if that is not new, the counts. A new connection gets both. */
  #writePublicViews(connection: Connection, views: PublicViews, game: Game, now: number): WriteResult {
    const { stage, counts, version, publishedVersion } = views;
    const isNew = this.stageVersion === 0;
    const needsStage = this.stageVersion < (this.isDue ? stage.version : publishedVersion);
    const timing = needsStage ? this.#writeStage(connection, views, game, now) : null;
    if (counts && (isNew || (this.isDue && !needsStage))) {
      this.viewVersion = version;
      connection.send(counts);
    }
    const needsTurn = this.isDue && this.viewVersion !== version;
    this.isDue = false;
    return { needsTurn, timing };
  }

  #writeStage(
    connection: Connection,
    { stage, encodedStage }: PublicViews,
    { round, pausedAt }: Game,
    now: number,
  ): AnswerTiming | null {
    this.stageVersion = stage.version;
    this.viewVersion = stage.version;
    connection.send(encodedStage);
    return stage.phase === 'question' && round && this.player !== null
      ? this.clock.start(round, pausedAt, now)
      : null;
  }
}
