import type { ReplayControls, ReplayStep, StageSource, WatchSnapshot } from './stage-source.ts';
import type { Clock } from '../clock.ts';
import type { Frame, Replay } from '../view/replay.ts';
import { BatchedStore } from '../store.ts';

export interface ReplayerOptions {
  /** Of the quiz. */
  readonly title: string;
  readonly clock: Clock;
}

/** Shows a past game again: phase by phase, or as it happened. */
export class Replayer implements StageSource, ReplayControls {
  readonly #replay: Replay;
  readonly #clock: Clock;
  readonly #shown: BatchedStore<WatchSnapshot>;
  #frame: Frame;
  /** How long the frame had been shown when it began to be played or was stopped, in milliseconds. */
  #shownMs = 0;
  /** Since when it is played, on our clock; null where it stands still. */
  #playedSince: number | null = null;
  /** The phase is shown as a whole, and not at a moment at which playing was stopped. */
  #isWhole = true;
  #cancelNext: () => void = () => undefined;

  constructor(replay: Replay, { title, clock }: ReplayerOptions) {
    this.#replay = replay;
    this.#clock = clock;
    this.#frame = this.#fullestOf(0);
    const { stage } = this.#frame;
    this.#shown = new BatchedStore<WatchSnapshot>({
      connection: 'open',
      title,
      stage,
      end: null,
      replay: this.#status(),
    });
  }

  snapshot(): WatchSnapshot {
    return this.#shown.snapshot();
  }

  subscribe(listener: () => void): () => void {
    return this.#shown.subscribe(listener);
  }

  now(): number {
    return this.#frame.clock + this.#frameMs();
  }

  /** To a phase as a whole, or to its beginning where the game is played. */
  go(step: ReplayStep): void {
    const phase = this.#phaseAfter(step);
    if (this.#playedSince === null) return this.#stopAt(this.#fullestOf(phase));
    this.#playFrom(this.#firstOf(phase));
  }

  /** From a phase that is shown as a whole it is played from the beginning of that; from the end, from the very beginning. */
  togglePlay(): void {
    if (this.#playedSince !== null) return this.#stop();
    if (!this.#isWhole) return this.#playFrom(this.#frame, this.#shownMs);
    const { phase } = this.#frame;
    this.#playFrom(this.#firstOf(phase === this.#replay.phases.length - 1 ? 0 : phase));
  }

  /** Plays no more. */
  leave(): void {
    this.#cancelNext();
  }

  #phaseAfter(step: ReplayStep): number {
    const last = this.#replay.phases.length - 1;
    const { phase } = this.#frame;
    switch (step) {
      case 'next':
        return Math.min(phase + 1, last);
      case 'back':
        return Math.max(phase - 1, 0);
      case 'first':
        return 0;
      case 'last':
        return last;
    }
  }

  #playFrom(frame: Frame, shownMs = 0): void {
    this.#frame = frame;
    this.#shownMs = shownMs;
    this.#playedSince = this.#clock.now();
    this.#isWhole = false;
    this.#playOn();
  }

  /** Shows the frame that is due and waits for the next one. The end is shown as a whole. */
  #playOn(): void {
    this.#cancelNext();
    const { frames } = this.#replay;
    const at = this.#frame.at + this.#frameMs();
    const frame = frames.findLast((other) => other.at <= at) ?? frames[0];
    const next = frames[frames.indexOf(frame) + 1];
    if (!next) return this.#stopAt(frame);
    this.#frame = frame;
    this.#shownMs = at - frame.at;
    this.#playedSince = this.#clock.now();
    this.#cancelNext = this.#clock.after(Math.ceil(next.at - at), () => this.#playOn());
    this.#update();
  }

  #stop(): void {
    this.#cancelNext();
    this.#shownMs = this.#frameMs();
    this.#playedSince = null;
    this.#update();
  }

  #stopAt(frame: Frame): void {
    this.#cancelNext();
    this.#frame = frame;
    this.#shownMs = 0;
    this.#playedSince = null;
    this.#isWhole = true;
    this.#update();
  }

  /** For how long the frame has been shown, in milliseconds. */
  #frameMs(): number {
    return this.#shownMs + (this.#playedSince === null ? 0 : this.#clock.now() - this.#playedSince);
  }

  #update(): void {
    const { stage } = this.#frame;
    this.#shown.update({ stage, replay: this.#status() });
  }

  #status(): WatchSnapshot['replay'] {
    const { phases, stop } = this.#replay;
    const { phase } = this.#frame;
    return {
      phase,
      phases: phases.length,
      isPlaying: this.#playedSince !== null,
      stop: phase === phases.length - 1 ? stop : null,
    };
  }

  #firstOf(phase: number): Frame {
    return this.#frameAt(this.#replay.phases[phase]?.first);
  }

  #fullestOf(phase: number): Frame {
    return this.#frameAt(this.#replay.phases[phase]?.summary);
  }

  #frameAt(index = 0): Frame {
    return this.#replay.frames[index] ?? this.#replay.frames[0];
  }
}
