import type { ReplayControls, ReplayStep, WatchSnapshot, WatchedGame } from './watched-game.ts';
import type { Clock } from '../clock.ts';
import { BatchedStore } from '../store.ts';
import type { Frame, Replay } from '../view/replay.ts';

export interface ReplayerOptions {
  /** The title of the quiz. */
  readonly title: string;
  readonly clock: Clock;
}

/** Replays a past game, phase by phase or at its original pace. */
export class Replayer implements WatchedGame, ReplayControls {
  readonly #replay: Replay;
  readonly #clock: Clock;
  readonly #store: BatchedStore<WatchSnapshot>;
  #frame: Frame;
  /** How long the frame had been shown when playing started or stopped, in milliseconds. */
  #shownMs = 0;
  /** When playing started, on our clock; null while it is stopped. */
  #playingSince: number | null = null;
  /** Whether the frame is the summary of its phase, and not a moment at which playing was stopped. */
  #isSummary = true;
  #cancelNext: () => void = () => undefined;

  constructor(replay: Replay, { title, clock }: ReplayerOptions) {
    this.#replay = replay;
    this.#clock = clock;
    this.#frame = this.#summaryOf(0);
    const { stage } = this.#frame;
    this.#store = new BatchedStore<WatchSnapshot>({
      connection: 'open',
      title,
      stage,
      pin: null,
      hasPage: false,
      isBusy: false,
      end: null,
      replay: this.#status(),
    });
  }

  snapshot(): WatchSnapshot {
    return this.#store.snapshot();
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  now(): number {
    return this.#frame.clock + this.#frameMs();
  }

  /** Moves to the summary of a phase or, while playing, to its start. */
  seek(step: ReplayStep): void {
    const phase = this.#phaseAfter(step);
    if (this.#playingSince === null) return this.#showSummary(this.#summaryOf(phase));
    this.#playFrom(this.#startOf(phase));
  }

  /** Plays from where it was stopped, or else from the start of the phase; from the last phase, starts over. */
  togglePlay(): void {
    if (this.#playingSince !== null) return this.#stop();
    if (!this.#isSummary) return this.#playFrom(this.#frame, this.#shownMs);
    const { phase } = this.#frame;
    this.#playFrom(this.#startOf(phase === this.#replay.phases.length - 1 ? 0 : phase));
  }

  /** Stops playing, without another change of the snapshot. */
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
    this.#playingSince = this.#clock.now();
    this.#isSummary = false;
    this.#advance();
  }

  /** Shows the frame that is due and schedules the next one. Stops at the last frame. */
  #advance(): void {
    this.#cancelNext();
    const { frames } = this.#replay;
    const at = this.#frame.at + this.#frameMs();
    const frame = frames.findLast((other) => other.at <= at) ?? frames[0];
    const next = frames[frames.indexOf(frame) + 1];
    if (!next) return this.#showSummary(frame);
    this.#frame = frame;
    this.#shownMs = at - frame.at;
    this.#playingSince = this.#clock.now();
    this.#cancelNext = this.#clock.after(Math.ceil(next.at - at), () => this.#advance());
    this.#update();
  }

  #stop(): void {
    this.#cancelNext();
    this.#shownMs = this.#frameMs();
    this.#playingSince = null;
    this.#update();
  }

  #showSummary(frame: Frame): void {
    this.#cancelNext();
    this.#frame = frame;
    this.#shownMs = 0;
    this.#playingSince = null;
    this.#isSummary = true;
    this.#update();
  }

  /** Returns how long the frame has been shown, in milliseconds. */
  #frameMs(): number {
    return this.#shownMs + (this.#playingSince === null ? 0 : this.#clock.now() - this.#playingSince);
  }

  #update(): void {
    const { stage } = this.#frame;
    this.#store.update({ stage, replay: this.#status() });
  }

  #status(): WatchSnapshot['replay'] {
    const { phases, stop } = this.#replay;
    const { phase } = this.#frame;
    return {
      phase,
      phases: phases.length,
      isPlaying: this.#playingSince !== null,
      stop: phase === phases.length - 1 ? stop : null,
    };
  }

  #startOf(phase: number): Frame {
    return this.#frameAt(this.#replay.phases[phase]?.first);
  }

  #summaryOf(phase: number): Frame {
    return this.#frameAt(this.#replay.phases[phase]?.summary);
  }

  #frameAt(index = 0): Frame {
    return this.#replay.frames[index] ?? this.#replay.frames[0];
  }
}
