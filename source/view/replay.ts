import type { GameCreated, GameEvent } from '../game/events.ts';
import { evolve } from '../game/evolve.ts';
import { type Game, createGame } from '../game/game.ts';
import { podiumEnd } from '../game/podium.ts';
import { replayTimes } from './replay-times.ts';
import { type Stage, questionIndexOf } from './stage.ts';
import { stageOf } from './stage-of.ts';
import { COUNTS_INTERVAL_MS, stageUpdate } from './stage-update.ts';

/** A past game as a list of stages. Its size does not depend on the number of players. */
export interface Replay {
  /** In order. */
  readonly frames: readonly [Frame, ...Frame[]];
  /** In order. */
  readonly phases: readonly ReplayPhase[];
  /** Why the replay ends before the podium; null if it does not. */
  readonly stop: ReplayStop | null;
}

/** Why a game has no podium: it was interrupted, or it is still running. */
export type ReplayStop = 'interrupted' | 'running';

/** A stage and when it was shown. */
export interface Frame {
  /** When to show it, in milliseconds from the start of the replay. */
  readonly at: number;
  /** When it was shown, in milliseconds of the server's clock. */
  readonly clock: number;
  readonly stage: Stage;
  /** The index of its phase. */
  readonly phase: number;
}

/** The frames of one phase, as indexes. */
export interface ReplayPhase {
  readonly first: number;
  /** The frame that shows most of what happened in the phase. */
  readonly summary: number;
}

/**
 * Replays a game. Throws a `RangeError` if the events contradict each other, which those of a readable journal never do.
 *
 * @param stop The reason to give if the events end before the podium.
 */
export function replayOf(created: GameCreated, events: readonly GameEvent[], stop: ReplayStop): Replay {
  const game = createGame(created);
  const recorder = new Recorder(game, created.at);
  const times = replayTimes(created, events);
  for (const [index, event] of events.entries()) record(recorder, game, event, times[index] ?? 0);
  const lastAt = events.at(-1)?.at ?? created.at;
  // Nobody has to watch the places one by one to see the last step of a replay in full.
  const leftMs = Math.max(0, podiumEnd(game) - lastAt);
  recorder.addStage(game, (times.at(-1) ?? 0) + leftMs, lastAt + leftMs);
  const { frames } = recorder;
  return { frames, phases: phasesOf(frames), stop: recorder.last.stage.phase === 'podium' ? null : stop };
}

function record(recorder: Recorder, game: Game, event: GameEvent, at: number): void {
  recorder.addDueCounts(game, at);
  const update = stageUpdate(event, game.phase);
  // Records the end of the previous phase, which a live game never sends.
  if (update === 'now') recorder.addStage(game, at, event.at);
  evolve(game, event);
  if (update === 'now') recorder.addStage(game, at, event.at);
  if (update === 'counts' || update === 'names') recorder.changeCounts(at, event.at);
}

/** Collects the frames of a game as it changes. */
class Recorder {
  readonly frames: [Frame, ...Frame[]];
  /** The first change of a number that no frame shows yet. */
  #countsChanged: Pick<Frame, 'at' | 'clock'> | null = null;

  constructor(game: Game, clock: number) {
    this.frames = [{ at: 0, clock, stage: stageOf(game, 1), phase: 0 }];
  }

  get last(): Frame {
    return this.frames.at(-1) ?? this.frames[0];
  }

  addStage(game: Game, at: number, clock: number): void {
    const { stage: previous, phase } = this.last;
    const stage = stageOf(game, this.frames.length + 1);
    this.frames.push({ at, clock, stage, phase: isSamePhase(previous, stage) ? phase : phase + 1 });
    this.#countsChanged = null;
  }

  changeCounts(at: number, clock: number): void {
    this.#countsChanged ??= { at, clock };
  }

  /** Adds a frame for changed numbers if one is due before `now`. */
  addDueCounts(game: Game, now: number): void {
    if (!this.#countsChanged) return;
    const { at, clock } = this.#countsChanged;
    const due = Math.max(at, this.last.at + COUNTS_INTERVAL_MS);
    if (due < now) this.addStage(game, due, clock + due - at);
  }
}

function isSamePhase(a: Stage, b: Stage): boolean {
  return a.phase === b.phase && questionIndexOf(a) === questionIndexOf(b);
}

function phasesOf(frames: readonly Frame[]): ReplayPhase[] {
  const starts = frames.flatMap(({ phase }, index) => (phase === frames[index - 1]?.phase ? [] : [index]));
  return starts.map((first, phase) => {
    const last = (starts[phase + 1] ?? frames.length) - 1;
    // The countdown is complete at its start; every other phase at its end.
    return { first, summary: frames[first]?.stage.phase === 'ready' ? first : last };
  });
}
