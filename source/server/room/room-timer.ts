import type { Clock } from '../../clock.ts';
import { dueAt } from '../../game/deadlines.ts';
import type { Game } from '../../game/game.ts';

/** How often the time of an open question is kept, in milliseconds. */
const KEEP_TIME_MS = 1000;

export interface RoomTimerHooks {
  /** The phase is due to end by itself at `now`. */
  onDue(now: number): void;
  /** Another second of an open question has passed. */
  onSecond(now: number): void;
  /** How much longer than until the end of a question some seats have, in milliseconds. */
  graceMs(): number;
}

/** The timers of a room's game: what happens by itself, and when. */
export class RoomTimer {
  readonly #clock: Clock;
  readonly #hooks: RoomTimerHooks;
  #cancelDue: () => void = () => undefined;
  #cancelSecond: (() => void) | null = null;

  constructor(clock: Clock, hooks: RoomTimerHooks) {
    this.#clock = clock;
    this.#hooks = hooks;
  }

  /** To be called after each change of the game. */
  set(game: Game): void {
    this.#watchEnd(game);
    if (game.phase === 'question') this.#keepTime(game);
  }

  stop(): void {
    this.#cancelDue();
    this.#cancelSecond?.();
  }

  /**
   * Ends the phase where it is due to end by itself, or sets the timer for when it will be. The timer looks again: it may
   * fire a moment early, and seats may have been shown the question later than was known.
   */
  #watchEnd(game: Game): void {
    this.#cancelDue();
    const now = this.#clock.now();
    const due = dueAt(game, now);
    if (due === null) return;
    // Seats that were shown the question later have until later to answer it.
    const isTimeUp = game.phase === 'question' && due === game.round?.closesAt;
    const waitMs = due - now + (isTimeUp ? this.#hooks.graceMs() : 0);
    if (waitMs > 0) this.#cancelDue = this.#clock.after(waitMs, () => this.#watchEnd(game));
    else this.#hooks.onDue(now);
  }

  /** A host that comes back goes on from the last second that was kept. */
  #keepTime(game: Game): void {
    this.#cancelSecond ??= this.#clock.after(KEEP_TIME_MS, () => {
      this.#cancelSecond = null;
      if (game.phase === 'question') this.#hooks.onSecond(this.#clock.now());
    });
  }
}
