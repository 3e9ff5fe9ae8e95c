import type { Clock } from '../../clock.ts';
import type { Game, Round } from '../../game/game.ts';
import { COUNTS_INTERVAL_MS } from '../../view/stage-update.ts';
import type { Stage } from '../../view/stage.ts';
import type { EncodedMessage } from '../connection.ts';
import { PublicViews } from './public-views.ts';
import { Rotation } from './rotation.ts';
import type { Seat } from './seat.ts';

/** Seats written to in one turn of the event loop, so that a big room does not delay answers. */
const SEATS_PER_TURN = 500;

/**
 * Seats that are woken within one turn before the first of them are written to. A turn may receive thousands of answers, and the
 * first players should not wait for the last.
 */
const WOKEN_PER_WRITE = 64;

export interface BroadcasterHooks {
  onStage(): void;
  /** Called before seats are told of events, which must be in the journal by then. */
  beforeWriting(): void;
}

/**
 * Sends the newest views to all connected seats. It queues no messages: once its connection is writable, a seat that is behind
 * gets the newest stage or counts and the newest `you`, and nothing older.
 *
 * A published stage goes to everybody at once. Counts, and the names in a lobby, change too often for that: a tick sends the newest
 * to the seats whose turn it is.
 */
export class Broadcaster {
  readonly #game: () => Game;
  readonly #clock: Clock;
  readonly #hooks: BroadcasterHooks;
  readonly #players = new Rotation();
  readonly #watchers = new Rotation();
  readonly #views: PublicViews;
  /** Seats to write to, in this order. */
  readonly #behind = new Set<Seat>();
  /** Seats whose turn it is, to write to afterwards: an acknowledgement does not wait for counts. */
  readonly #due = new Set<Seat>();
  /** Whether a seat has yet to have a turn to get the newest changes. */
  #isTicking = false;
  #tickedAt = -Infinity;
  #cancelTick: (() => void) | null = null;
  #isScheduled = false;
  /** Seats woken since the last write. */
  #woken = 0;
  #openedRound: Round | null = null;
  #maxGraceMs = 0;

  constructor(game: () => Game, clock: Clock, hooks: BroadcasterHooks) {
    this.#game = game;
    this.#clock = clock;
    this.#hooks = hooks;
    this.#views = new PublicViews(game(), clock.now());
  }

  /** The newest stage, with the newest counts. */
  get stage(): Stage {
    return this.#views.stageWithCounts;
  }

  /** How long after its time is up the open question still accepts an answer from any player, in milliseconds. */
  get maxGraceMs(): number {
    return this.#maxGraceMs;
  }

  get seats(): readonly Seat[] {
    return [...this.#watchers, ...this.#players];
  }

  add(seat: Seat): void {
    this.#rotationOf(seat).add(seat);
    this.wake(seat);
  }

  remove(seat: Seat): void {
    this.#rotationOf(seat).remove(seat);
    this.#behind.delete(seat);
    this.#due.delete(seat);
  }

  /** Sends a seat what it has not been sent yet, once its connection is writable. Counts and names wait for its turn. */
  wake(seat: Seat): void {
    this.#behind.add(seat);
    this.#schedule();
    if (++this.#woken < WOKEN_PER_WRITE) return;
    this.#hooks.beforeWriting();
    this.#write(WOKEN_PER_WRITE);
  }

  /** Marks every player's `you` as changed, to be sent with the next published stage or counts. */
  updateEveryYou(): void {
    for (const seat of this.#players) seat.youChanged = true;
  }

  /** Tells all watchers something that concerns no player. */
  tellWatchers(message: EncodedMessage): void {
    for (const seat of this.#watchers) {
      seat.pendingNotice = message;
      this.wake(seat);
    }
  }

  /** Publishes a new stage to everybody at once. */
  publish(): void {
    this.stop();
    this.#tickedAt = this.#clock.now();
    this.#views.publish(this.#game(), this.#tickedAt);
    const openedRound = this.#newlyOpened();
    // Everybody is behind now, in a new order. Watchers come last, so that no player sees a question sooner by watching.
    this.#behind.clear();
    for (const seat of [...this.#players.inNewOrder(), ...this.#watchers]) {
      this.#behind.add(seat);
      if (openedRound && seat.connection) seat.clock.questionOpened(openedRound, seat.connection);
    }
    this.#schedule();
    this.#hooks.onStage();
  }

  /** Publishes changed counts with the next tick, and changed names in the lobby as soon as they may change again. */
  publishSoon(changed: 'counts' | 'names'): void {
    this.#views.change(changed);
    this.#startTicking();
  }

  /** Updates at once what `publishSoon` has marked as changed. Seats still get it in their turns. */
  updateViews(): void {
    this.#views.update(this.#game(), this.#clock.now());
  }

  /**
   * Writes to all seats that are behind, calls `sayGoodbye` for each seat, and removes it: the first of them at once, and the
   * others in later turns of the event loop. Resolves when all are gone.
   */
  async dismiss(sayGoodbye: (seat: Seat) => void): Promise<void> {
    const seats = this.seats;
    for (let first = 0; first < seats.length; first += SEATS_PER_TURN) {
      if (first > 0) await new Promise<void>((resolve) => this.#clock.soon(resolve));
      this.#hooks.beforeWriting();
      for (const seat of seats.slice(first, first + SEATS_PER_TURN)) {
        if (this.#behind.has(seat)) this.#writeTo(seat);
        sayGoodbye(seat);
        this.remove(seat);
      }
    }
  }

  /** Stops publishing what `publishSoon` has collected. */
  stop(): void {
    this.#isTicking = false;
    this.#cancelTick?.();
    this.#cancelTick = null;
  }

  #rotationOf({ player }: Seat): Rotation {
    return player === null ? this.#watchers : this.#players;
  }

  /** Returns the round whose question this stage is the first to show. */
  #newlyOpened(): Round | null {
    const { round } = this.#game();
    if (this.#views.stage.phase !== 'question' || round === this.#openedRound) return null;
    this.#openedRound = round;
    this.#maxGraceMs = 0;
    return round;
  }

  /** Writes at the end of this turn of the event loop, so that all changes of one turn are sent together. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#clock.soon(() => {
      this.#isScheduled = false;
      this.#hooks.beforeWriting();
      if (this.#isTicking) this.#tick();
      if (!this.#write(SEATS_PER_TURN)) this.#schedule();
    });
  }

  /** Writes to the next seats that are behind or due, at most this many. Returns whether there are no others. */
  #write(count: number): boolean {
    this.#woken = 0;
    let remaining = count;
    for (const seats of [this.#behind, this.#due]) {
      for (const seat of seats) {
        if (remaining-- === 0) return false;
        seats.delete(seat);
        this.#writeTo(seat);
      }
    }
    return true;
  }

  #startTicking(): void {
    this.#isTicking = true;
    this.#schedule();
  }

  /** Updates what has changed and gives the next seats their turn. If the last tick was too recent, does so later. */
  #tick(): void {
    const now = this.#clock.now();
    const nextAt = this.#tickedAt + COUNTS_INTERVAL_MS;
    if (now < nextAt) return this.#tickIn(nextAt - now);
    this.#tickedAt = now;
    if (this.#views.update(this.#game(), now)) this.#hooks.onStage();
    const areWatchersDone = this.#giveTurns(this.#watchers);
    const arePlayersDone = this.#giveTurns(this.#players);
    this.#isTicking = this.#views.hasNewNames || !areWatchersDone || !arePlayersDone;
    if (this.#isTicking) this.#tickIn(COUNTS_INTERVAL_MS);
  }

  #tickIn(waitMs: number): void {
    this.#cancelTick ??= this.#clock.after(waitMs, () => {
      this.#cancelTick = null;
      this.#schedule();
    });
  }

  /** Marks the next seats that are behind as due. Returns whether there are no others. */
  #giveTurns(rotation: Rotation): boolean {
    return rotation.giveTurns((seat) => {
      // A seat that is due already gets the newest once its connection is writable.
      if (seat.isDue || seat.viewVersion === this.#views.version) return false;
      seat.isDue = true;
      this.#due.add(seat);
      return true;
    });
  }

  #writeTo(seat: Seat): void {
    const game = this.#game();
    const { needsTurn, timing } = seat.write(this.#views, game, this.#clock.now());
    if (needsTurn) this.#startTicking();
    if (timing) this.#maxGraceMs = Math.max(this.#maxGraceMs, timing.graceMs);
  }
}
