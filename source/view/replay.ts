import type { GameCreated, GameEvent } from '../game/events.ts';
import { evolve } from '../game/evolve.ts';
import { type Game, createGame } from '../game/game.ts';
import { COUNTS_INTERVAL_MS, stageUpdate } from './stage-update.ts';
import { type Stage, questionOf, stageOf } from './stage.ts';

/** A past game as it was shown, ready to be shown again. Its size does not grow with the players. */
export interface Replay {
  /** In their order; there is always one. */
  readonly frames: readonly [Frame, ...Frame[]];
  /** In their order. */
  readonly phases: readonly ReplayPhase[];
  /** Why what happened stops before the podium; null where it does not. */
  readonly stop: ReplayStop | null;
}

/** A game that did not come to its podium was interrupted, or is still played. */
export type ReplayStop = 'interrupted' | 'running';

/** What was shown from a moment on. */
export interface Frame {
  /** When it is shown where the game is played as it happened, in milliseconds from the start. */
  readonly at: number;
  /** When it was shown, in milliseconds of the game's clock. */
  readonly clock: number;
  readonly stage: Stage;
  /** The index of its phase. */
  readonly phase: number;
}

/** A phase's frames, as indexes: the first, and the one that tells most of it. */
export interface ReplayPhase {
  readonly first: number;
  readonly fullest: number;
}

/**
 * All that was shown in a game. Throws where the events do not follow from each other; those of a journal do.
 *
 * @param stop Why, where the events stop before the podium.
 */
export function replayOf(created: GameCreated, events: readonly GameEvent[], stop: ReplayStop): Replay {
  const game = createGame(created);
  const film = new Film(game, created.at);
  const times = replayTimes(created, events);
  for (const [index, event] of events.entries()) takeUp(film, game, event, times[index] ?? 0);
  film.show(game, times.at(-1) ?? 0, events.at(-1)?.at ?? created.at);
  const { frames } = film;
  return { frames, phases: phasesOf(frames), stop: film.last.stage.phase === 'podium' ? null : stop };
}

function takeUp(film: Film, game: Game, event: GameEvent, at: number): void {
  film.fold(game, at);
  const showing = stageUpdate(event);
  // How things stood at the end of what was shown before: live, this is passed over.
  if (showing === 'now') film.show(game, at, event.at);
  evolve(game, event);
  if (showing === 'now') film.show(game, at, event.at);
  if (showing === 'batched') film.count(at, event.at);
}

/** The frames of a game that is going on. */
class Film {
  readonly frames: [Frame, ...Frame[]];
  /** The first change of a counter that no frame shows. */
  #counted: Pick<Frame, 'at' | 'clock'> | null = null;

  constructor(game: Game, clock: number) {
    this.frames = [{ at: 0, clock, stage: stageOf(game, 1), phase: 0 }];
  }

  get last(): Frame {
    return this.frames.at(-1) ?? this.frames[0];
  }

  /** Shows the game as it is. */
  show(game: Game, at: number, clock: number): void {
    const { stage: before, phase } = this.last;
    const stage = stageOf(game, this.frames.length + 1);
    this.frames.push({ at, clock, stage, phase: isSamePhase(before, stage) ? phase : phase + 1 });
    this.#counted = null;
  }

  /** A counter has changed. */
  count(at: number, clock: number): void {
    this.#counted ??= { at, clock };
  }

  /** Shows the counters, where that is due before what happens at `now`. */
  fold(game: Game, now: number): void {
    if (!this.#counted) return;
    const { at, clock } = this.#counted;
    const due = Math.max(at, this.last.at + COUNTS_INTERVAL_MS);
    if (due < now) this.show(game, due, clock + due - at);
  }
}

function isSamePhase(before: Stage, stage: Stage): boolean {
  return before.phase === stage.phase && questionOf(before) === questionOf(stage);
}

function phasesOf(frames: readonly Frame[]): ReplayPhase[] {
  const starts = frames.flatMap(({ phase }, index) => (phase === frames[index - 1]?.phase ? [] : [index]));
  return starts.map((first, phase) => {
    const last = (starts[phase + 1] ?? frames.length) - 1;
    // A countdown tells most at its beginning, everything else at its end.
    return { first, fullest: frames[first]?.stage.phase === 'ready' ? first : last };
  });
}

/** A screen on which no clock runs down is shown for so long at most, in milliseconds: what took longer is sped up. */
const LONGEST_STILL_MS = 5000;

/** A time in which either a clock ran down or none did. */
interface Stretch {
  readonly isStill: boolean;
  /** How long it took, in milliseconds. */
  lengthMs: number;
}

/**
 * When each event happens where a game is played again, in milliseconds from its start: as it happened while the clock of a
 * question runs, and without long waits elsewhere. The time in which the host was away did not happen.
 */
function replayTimes(created: GameCreated, events: readonly GameEvent[]): number[] {
  const gaps = gapsBetween(created, events);
  const stretches = stretchesOf(events, gaps);
  let at = 0;
  return gaps.map((gapMs, index) => {
    const { isStill, lengthMs } = stretches[index] ?? NO_STRETCH;
    at += isStill && lengthMs > LONGEST_STILL_MS ? (gapMs * LONGEST_STILL_MS) / lengthMs : gapMs;
    return at;
  });
}

const NO_STRETCH: Stretch = { isStill: false, lengthMs: 0 };

/** The time before each event. The machine's clock may have been set back while the host was away. */
function gapsBetween(created: GameCreated, events: readonly GameEvent[]): number[] {
  return events.map((event, index) => {
    const until = event.type === 'host-returned' ? event.downSince : event.at;
    return Math.max(0, until - (events[index - 1]?.at ?? created.at));
  });
}

/** For each event the stretch that the time before it belongs to. */
function stretchesOf(events: readonly GameEvent[], gaps: readonly number[]): Stretch[] {
  let stretch: Stretch = { isStill: true, lengthMs: 0 };
  let hasLimit = true;
  return events.map((event, index) => {
    const before = stretch;
    before.lengthMs += gaps[index] ?? 0;
    if (event.type === 'question-announced') hasLimit = true;
    if (event.type === 'question-opened') hasLimit = event.closesAt !== null;
    const isStill = isStillAfter(event, hasLimit);
    if (isStill !== undefined) stretch = { isStill, lengthMs: 0 };
    return before;
  });
}

/** Whether no clock runs down after the event; undefined where it changes nothing about that. */
function isStillAfter({ type }: GameEvent, hasLimit: boolean): boolean | undefined {
  switch (type) {
    case 'question-announced':
    case 'question-opened':
    case 'game-resumed':
      return !hasLimit;
    case 'game-paused':
    case 'question-closed':
    case 'standings-shown':
    case 'podium-shown':
      return true;
    default:
      return undefined;
  }
}
