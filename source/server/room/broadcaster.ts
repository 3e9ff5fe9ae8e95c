import type { Clock } from '../../clock.ts';
import { graceMs } from '../../game/answer-time.ts';
import type { Game, Round } from '../../game/game.ts';
import { COUNTS_INTERVAL_MS } from '../../view/stage-update.ts';
import { type Stage, stageOf } from '../../view/stage.ts';
import { youOf } from '../../view/you.ts';
import { type Connection, type EncodedMessage, encode } from '../connection.ts';
import type { Seat } from './seat.ts';

/** Seats written to in one turn of the event loop, so that a big room does not delay answers. */
const SEATS_PER_TURN = 500;

export interface BroadcasterHooks {
  onStage(): void;
  /** Called before seats are told of events, which must be in the journal by then. */
  beforeWriting(): void;
}

/**
 * Sends the newest views to all connected seats. It queues no messages: once its connection is writable, a seat that is behind
 * gets the newest stage and the newest `you`, and nothing older.
 */
export class Broadcaster {
  readonly #game: () => Game;
  readonly #clock: Clock;
  readonly #hooks: BroadcasterHooks;
  readonly #seats = new Set<Seat>();
  /** Seats to write to, in this order. */
  readonly #behind = new Set<Seat>();
  #version: number;
  #stage: Stage;
  #encodedStage: EncodedMessage;
  #publishedAt: number;
  #cancelPublish: (() => void) | null = null;
  #isScheduled = false;
  #rotation = 0;
  #openedRound: Round | null = null;
  #maxGraceMs = 0;

  constructor(game: () => Game, clock: Clock, hooks: BroadcasterHooks) {
    this.#game = game;
    this.#clock = clock;
    this.#hooks = hooks;
    this.#publishedAt = clock.now();
    this.#version = this.#publishedAt;
    this.#stage = stageOf(game(), this.#version);
    this.#encodedStage = encode(this.#stage);
  }

  /** The newest stage. */
  get stage(): Stage {
    return this.#stage;
  }

  /** How long after the end of its time the open question takes anybody's answer, in milliseconds. */
  get maxGraceMs(): number {
    return this.#maxGraceMs;
  }

  get seats(): Iterable<Seat> {
    return this.#seats;
  }

  add(seat: Seat): void {
    this.#seats.add(seat);
    this.wake(seat);
  }

  remove(seat: Seat): void {
    this.#seats.delete(seat);
    this.#behind.delete(seat);
  }

  /** Sends a seat what it has not been sent yet, once its connection is writable. */
  wake(seat: Seat): void {
    this.#behind.add(seat);
    this.#schedule();
  }

  /** Marks every player's `you` as changed, to be sent with the next stage. */
  updateEveryYou(): void {
    for (const seat of this.#seats) seat.youChanged = seat.player !== null;
  }

  /** Publishes a new stage at once. */
  publish(): void {
    this.stop();
    this.#publishedAt = this.#clock.now();
    this.#stage = stageOf(this.#game(), ++this.#version);
    this.#encodedStage = encode(this.#stage);
    const openedRound = this.#newlyOpened();
    for (const seat of this.#rotatedSeats()) {
      this.#behind.add(seat);
      if (openedRound && seat.connection) seat.clock.questionOpened(openedRound, seat.connection);
    }
    this.#schedule();
    this.#hooks.onStage();
  }

  /** Publishes a new stage soon, because only a number has changed. */
  publishSoon(): void {
    if (this.#cancelPublish) return;
    const waitMs = this.#publishedAt + COUNTS_INTERVAL_MS - this.#clock.now();
    if (waitMs <= 0) this.publish();
    else this.#cancelPublish = this.#clock.after(waitMs, () => this.publish());
  }

  /** Writes to all seats that are behind now, before their connections are closed. */
  flush(): void {
    this.#hooks.beforeWriting();
    for (const seat of this.#behind) this.#writeTo(seat);
    this.#behind.clear();
  }

  /** Cancels the stage that `publishSoon` has scheduled. */
  stop(): void {
    this.#cancelPublish?.();
    this.#cancelPublish = null;
  }

  /** Returns the round whose question this stage is the first to show. */
  #newlyOpened(): Round | null {
    const { round } = this.#game();
    if (this.#stage.phase !== 'question' || round === this.#openedRound) return null;
    this.#openedRound = round;
    this.#maxGraceMs = 0;
    return round;
  }

  /** Returns the seats, starting with another one each time, so that nobody is always the last to see a question. */
  #rotatedSeats(): Seat[] {
    const seats = [...this.#seats];
    const first = this.#rotation++ % Math.max(1, seats.length);
    return [...seats.slice(first), ...seats.slice(0, first)];
  }

  /** Writes at the end of this turn of the event loop, so that all changes of one turn are sent together. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#clock.soon(() => {
      this.#isScheduled = false;
      this.#hooks.beforeWriting();
      let remaining = SEATS_PER_TURN;
      for (const seat of this.#behind) {
        if (remaining-- === 0) return this.#schedule();
        this.#behind.delete(seat);
        this.#writeTo(seat);
      }
    });
  }

  #writeTo(seat: Seat): void {
    const { connection } = seat;
    // The seat is woken again once a connection that is not writable has drained.
    if (!connection) return;
    if (!connection.writable) return seat.clock.notWritable(connection);
    this.#writeViews(seat, connection);
    connection.flush?.();
  }

  #writeViews(seat: Seat, connection: Connection): void {
    if (seat.pendingWelcome) connection.send(seat.pendingWelcome);
    seat.pendingWelcome = null;
    // Over HTTP, the welcome is a response of its own.
    if (!connection.writable) return;
    if (seat.stageVersion < this.#version) this.#writeStage(seat, connection);
    const player = seat.player === null ? undefined : this.#game().players.get(seat.player);
    if (!seat.youChanged || !player) return;
    seat.youChanged = false;
    connection.send(encode(youOf(this.#game(), player, ++seat.youVersion, this.#clock.now())));
  }

  #writeStage(seat: Seat, connection: Connection): void {
    seat.stageVersion = this.#version;
    connection.send(this.#encodedStage);
    const { round, settings } = this.#game();
    if (this.#stage.phase !== 'question' || !round || seat.player === null) return;
    const timing = seat.clock.start(round, this.#clock.now());
    this.#maxGraceMs = Math.max(this.#maxGraceMs, graceMs(settings, timing));
  }
}
