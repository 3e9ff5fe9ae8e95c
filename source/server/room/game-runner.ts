import type { Clock } from '../../clock.ts';
import type { ClockCommand, HostCommand, PlayerCommand, Timed } from '../../game/commands.ts';
import { decide } from '../../game/decide.ts';
import {
  type Decision,
  type HostRejection,
  type PlayerRejection,
  type Rejection,
  accept,
} from '../../game/decision.ts';
import type { GameCreated, GameEvent } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import { type Game, createGame } from '../../game/game.ts';
import { playAgain } from '../../game/play-again.ts';
import type { Quiz } from '../../quiz/quiz.ts';
import type { EventLog } from '../../journal/journal.ts';
import type { JournalContents } from '../../journal/read-journal.ts';
import type { EventLoopWatch } from './event-loop-watch.ts';
import { GameTimer } from './game-timer.ts';

/** What happened in a game that is resumed. */
export type Past = Pick<JournalContents, 'events' | 'lastAt'>;

export interface GameRunnerOptions {
  readonly clock: Clock;
  readonly eventLoop: EventLoopWatch;
  readonly log: EventLog;
  /** Resumes this game. Undefined: a new game. */
  readonly past: Past | undefined;
}

export interface GameRunnerHooks {
  /** Called after each event has been applied and handed to the journal. */
  onEvent(event: GameEvent): void;
  /** Called once all players of the last game have their seats in the next one. */
  onNextGame(): void;
  /** How much longer than the question's limit some players have to answer, in milliseconds. */
  graceMs(): number;
}

/** Events applied per turn of the event loop when playing again, so that seating a big room does not stall the server. */
const EVENTS_PER_TURN = 1000;

/**
 * Runs a game and those played again after it: decides commands, applies their events, hands these to the journal, and ends each
 * phase when it is due.
 */
export class GameRunner {
  #created: GameCreated;
  #game: Game;
  readonly #clock: Clock;
  readonly #eventLoop: EventLoopWatch;
  readonly #log: EventLog;
  readonly #past: Past | undefined;
  readonly #hooks: GameRunnerHooks;
  readonly #timer: GameTimer;
  #isFlushScheduled = false;
  /** The events that are still to be applied before the next game can begin. */
  #seating: GameEvent[] = [];

  constructor(
    created: GameCreated,
    { clock, eventLoop, log, past }: GameRunnerOptions,
    hooks: GameRunnerHooks,
  ) {
    this.#created = created;
    this.#game = createGame(created);
    for (const event of past?.events ?? []) evolve(this.#game, event);
    this.#clock = clock;
    this.#eventLoop = eventLoop;
    this.#log = log;
    this.#past = past;
    this.#hooks = hooks;
    this.#timer = new GameTimer(clock, {
      onDue: (now) => void this.run({ type: 'deadline-passed', now }),
      onSecond: (now) => this.#recordTime(now),
      graceMs: () => hooks.graceMs(),
    });
  }

  /** Read-only for callers: only `run` changes it. Replaced when the host plays again. */
  get game(): Game {
    return this.#game;
  }

  /** Opens the lobby, or continues where a resumed game stopped. */
  start(): void {
    const past = this.#past;
    if (past) this.#recordReturn(past.lastAt, this.#clock.now(), true);
    else this.#log.append(this.#created);
    this.#log.flush();
  }

  /** Excludes lost time, from `downSince` to `now`, from all countdowns. */
  excludeLostTime(downSince: number, now: number): void {
    if (this.#game.phase !== 'ended') this.#recordReturn(downSince, now, false);
  }

  /** Decides a command and applies its events. */
  run(command: Timed<PlayerCommand>): Decision<PlayerRejection>;
  run(command: Timed<HostCommand | ClockCommand>): Decision<HostRejection>;
  run(command: Timed<PlayerCommand | HostCommand | ClockCommand>): Decision {
    this.#eventLoop.check(command.now);
    if (this.#seating.length > 0) this.#seatPlayers(Infinity);
    return this.#apply(decide(this.#game, command));
  }

  /**
   * Starts the next game with the same players, and with another quiz if one is given. Returns null, or why that is rejected. If there
   * are many players, the rest of them get their seats in the next turns of the event loop, or with the next command.
   */
  playAgain(quiz?: Quiz): HostRejection | null {
    if (this.#game.phase !== 'podium') return 'not-now';
    const at = this.#clock.now();
    this.#eventLoop.check(at);
    const { created, events } = playAgain(this.#created, this.#game, at, quiz);
    this.#log.append({ type: 'game-ended', at });
    this.#log.append(created);
    this.#created = created;
    this.#game = createGame(created);
    this.#seating = events;
    this.#seatPlayers(EVENTS_PER_TURN);
    return null;
  }

  /** Stops the timers, after appending all events to the journal. */
  stop(): void {
    for (const event of this.#seating.splice(0)) this.#record(event);
    this.#timer.stop();
  }

  #seatPlayers(count: number): void {
    for (const event of this.#seating.splice(0, count)) this.#record(event);
    if (this.#seating.length > 0) return this.#clock.soon(() => this.#continueSeating());
    this.#settle();
    this.#hooks.onNextGame();
  }

  #continueSeating(): void {
    this.#log.flush();
    // A command may have seated everybody by now.
    if (this.#seating.length > 0) this.#seatPlayers(EVENTS_PER_TURN);
  }

  #recordTime(at: number): void {
    this.#eventLoop.check(at);
    this.#apply(accept({ type: 'time-passed', at }));
  }

  #recordReturn(downSince: number, at: number, restarted: boolean): void {
    this.#apply(accept({ type: 'host-returned', at, downSince, restarted }));
  }

  /** Applies a decision's events. */
  #apply<Code extends Rejection>(decision: Decision<Code>): Decision<Code> {
    if (!decision.ok) return decision;
    for (const event of decision.events) {
      this.#record(event);
      this.#hooks.onEvent(event);
    }
    if (decision.events.length > 0) this.#settle();
    return decision;
  }

  #record(event: GameEvent): void {
    evolve(this.#game, event);
    this.#log.append(event);
  }

  /** Schedules what follows from applied events: the flush of the journal, and the timers. */
  #settle(): void {
    this.#flushSoon();
    this.#timer.set(this.#game);
    this.#eventLoop.watchClosely(this.#game.phase === 'question');
  }

  /** Writes the journal at the end of this turn of the event loop, even if nobody is told of the events. */
  #flushSoon(): void {
    if (this.#isFlushScheduled) return;
    this.#isFlushScheduled = true;
    this.#clock.soon(() => {
      this.#isFlushScheduled = false;
      this.#log.flush();
    });
  }
}
