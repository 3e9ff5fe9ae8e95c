import type { Clock } from '../../clock.ts';
import { dueAt } from '../../game/deadlines.ts';
import type { Game } from '../../game/game.ts';

/** How often the time is recorded while a question is open, in milliseconds. */
const RECORD_TIME_MS = 1000;

export interface GameTimerHooks {
  /** Called when the phase is due to end. */
  onDue(now: number): void;
  /** Called once a second while a question is open. */
  onSecond(now: number): void;
  /** How much longer than the question's limit some players have to answer, in milliseconds. */
  graceMs(): number;
}

/** The timers of a game: one for the end of the phase, and one that ticks while a question is open. */
export class GameTimer {
  readonly #clock: Clock;
  readonly #hooks: GameTimerHooks;
  #game: Game | null = null;
  #isReadingInput = false;
  /** When the timer for the end of the phase fires; null if it is not set. */
  #checksAt: number | null = null;
  #cancelCheck: () => void = () => undefined;
  #cancelSecond: (() => void) | null = null;

  constructor(clock: Clock, hooks: GameTimerHooks) {
    this.#clock = clock;
    this.#hooks = hooks;
  }

  /** Sets the timers for a game. Must be called after each of its changes. */
  set(game: Game): void {
    this.#game = game;
    this.#setDue();
    if (game.phase === 'question') this.#setSecond(game);
  }

  stop(): void {
    this.#game = null;
    this.#cancelCheck();
    this.#cancelSecond?.();
  }

  /**
   * Reports that the phase is due, or sets a timer that checks again. Checking is necessary because timers can fire a little
   * early, and because a player may have been shown the question late in the meantime.
   */
  #setDue(hasReadInput = false): void {
    const game = this.#game;
    if (!game) return;
    const now = this.#clock.now();
    const due = dueAt(game, now);
    if (due === null) return this.#checkAt(null, now);
    const isTimeUp = game.phase === 'question' && due === game.round?.closesAt;
    const endsAt = due + (isTimeUp ? this.#hooks.graceMs() : 0);
    if (endsAt > now) return this.#checkAt(endsAt, now);
    this.#checkAt(null, now);
    if (isTimeUp && !hasReadInput) this.#readInputFirst();
    else this.#hooks.onDue(now);
  }

  /** Sets the timer for the end of the phase, or cancels it. Most events, for example answers, do not change it. */
  #checkAt(at: number | null, now: number): void {
    if (at === this.#checksAt) return;
    this.#cancelCheck();
    this.#checksAt = at;
    if (at === null) return;
    this.#cancelCheck = this.#clock.after(at - now, () => {
      this.#checksAt = null;
      this.#setDue();
    });
  }

  /** Reads the answers that wait in the sockets first: they may have arrived in time while the server was busy. */
  #readInputFirst(): void {
    if (this.#isReadingInput) return;
    this.#isReadingInput = true;
    this.#clock.soon(() => {
      this.#isReadingInput = false;
      this.#setDue(true);
    });
  }

  #setSecond(game: Game): void {
    this.#cancelSecond ??= this.#clock.after(RECORD_TIME_MS, () => {
      this.#cancelSecond = null;
      if (game.phase === 'question') this.#hooks.onSecond(this.#clock.now());
    });
  }
}
