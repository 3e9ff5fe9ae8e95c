import type { Clock } from '../../clock.ts';
import type { Game } from '../../game/game.ts';
import { type Connection, type EncodedMessage, encode } from '../connection.ts';
import type { Seat } from './seat.ts';
import { COUNTS_INTERVAL_MS } from '../../view/stage-update.ts';
import { type Stage, stageOf } from '../../view/stage.ts';
import { youOf } from '../../view/you.ts';

/** Seats written to in one turn of the event loop, so that a big room does not hold up answers. */
const SEATS_A_TURN = 500;

export interface BroadcasterHooks {
  /** There is a new stage. */
  onStage(): void;
  /** Seats are about to be told what has happened: it has to be kept by now. */
  beforeWriting(): void;
}

/**
 * Tells the seats what to show. It keeps no queue of messages: a seat that is behind gets the newest stage and the newest
 * `you` when it can take them, and only those.
 */
export class Broadcaster {
  #game: Game;
  readonly #clock: Clock;
  readonly #hooks: BroadcasterHooks;
  readonly #seats = new Set<Seat>();
  /** Seats with something to write, in the order of writing. */
  readonly #behind = new Set<Seat>();
  #version: number;
  #stage: Stage;
  #encodedStage: EncodedMessage;
  #publishedAt: number;
  #cancelPublish: (() => void) | null = null;
  #isWriting = false;
  #rotation = 0;
  #latestShownMs = 0;

  constructor(game: Game, clock: Clock, hooks: BroadcasterHooks) {
    this.#game = game;
    this.#clock = clock;
    this.#hooks = hooks;
    this.#publishedAt = clock.now();
    this.#version = this.#publishedAt;
    this.#stage = stageOf(game, this.#version);
    this.#encodedStage = encode(this.#stage);
  }

  /** The newest stage. */
  get stage(): Stage {
    return this.#stage;
  }

  /** How late the latest of all players was shown the open question, in milliseconds: 0 to 500. */
  get maxStartDelayMs(): number {
    return this.#latestShownMs;
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

  /** Writes to this seat what it has not been told yet, once its connection takes it. */
  wake(seat: Seat): void {
    this.#behind.add(seat);
    this.#write();
  }

  /** Shows another game to the same seats. */
  play(game: Game): void {
    this.#game = game;
  }

  /** There is news for everybody alone: a question began, or was marked. */
  youChanged(): void {
    for (const seat of this.#seats) seat.youChanged = seat.player !== null;
  }

  /** Shows the new stage at once. */
  publish(): void {
    this.#cancelPublish?.();
    this.#cancelPublish = null;
    this.#publishedAt = this.#clock.now();
    this.#stage = stageOf(this.#game, ++this.#version);
    this.#encodedStage = encode(this.#stage);
    if (this.#stage.phase === 'ready') this.#latestShownMs = 0;
    for (const seat of this.#rotatedSeats()) this.#behind.add(seat);
    this.#write();
    this.#hooks.onStage();
  }

  /** Shows the new stage soon: only a counter has changed. */
  publishSoon(): void {
    if (this.#cancelPublish) return;
    const waitMs = this.#publishedAt + COUNTS_INTERVAL_MS - this.#clock.now();
    if (waitMs <= 0) this.publish();
    else this.#cancelPublish = this.#clock.after(waitMs, () => this.publish());
  }

  /** Writes to every seat that is behind at once: the last that it is told. */
  flush(): void {
    this.#hooks.beforeWriting();
    for (const seat of this.#behind) this.#writeTo(seat);
    this.#behind.clear();
  }

  /** Calls off what was to be shown soon. */
  stop(): void {
    this.#cancelPublish?.();
    this.#cancelPublish = null;
  }

  /** The seats, each time from another one on: nobody is always the last to see a question. */
  #rotatedSeats(): Seat[] {
    const seats = [...this.#seats];
    const first = this.#rotation++ % Math.max(1, seats.length);
    return [...seats.slice(first), ...seats.slice(0, first)];
  }

  /** Writes when this turn of the event loop is over, so that what changes in one turn goes out as one. */
  #write(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    this.#clock.soon(() => {
      this.#isWriting = false;
      this.#hooks.beforeWriting();
      let left = SEATS_A_TURN;
      for (const seat of this.#behind) {
        if (left-- === 0) return this.#write();
        this.#behind.delete(seat);
        this.#writeTo(seat);
      }
    });
  }

  #writeTo(seat: Seat): void {
    const { connection } = seat;
    // A connection that is full says so when it has drained, and its seat is woken then.
    if (!connection?.writable) return;
    this.#writeNews(seat, connection);
    connection.settle?.();
  }

  #writeNews(seat: Seat, connection: Connection): void {
    if (seat.welcome) connection.send(seat.welcome);
    seat.welcome = null;
    // Over HTTP the welcome is all that its request asks for.
    if (!connection.writable) return;
    if (seat.stageVersion < this.#version) this.#writeStage(seat);
    const player = seat.player === null ? undefined : this.#game.players.get(seat.player);
    if (!seat.youChanged || !player) return;
    seat.youChanged = false;
    connection.send(encode(youOf(this.#game, player, ++seat.youVersion, this.#clock.now())));
  }

  #writeStage(seat: Seat): void {
    seat.stageVersion = this.#version;
    seat.connection?.send(this.#encodedStage);
    const { round } = this.#game;
    if (this.#stage.phase !== 'question' || !round || seat.player === null) return;
    this.#latestShownMs = Math.max(this.#latestShownMs, seat.startDelayMs(round, this.#clock.now()));
  }
}
