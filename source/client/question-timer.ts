import { type QuestionStage, type Stage, questionIdOf } from '../view/stage.ts';

/** The stage of an open question. */
type OpenStage = Stage & QuestionStage;

/**
 * Measures how long a player has been shown the open question, on the client's clock. Paused and lost time do not count: both
 * move the stage's `openedAt`, even if the client was reconnecting at the time.
 */
export class QuestionTimer {
  #stage: OpenStage | null = null;
  #startedAt = 0;

  /** Must be called with each new stage. Starts when a question is first shown or, if it was paused then, when it resumes. */
  onStage(stage: Stage, now: number): void {
    if (stage.phase !== 'question') return;
    const before = this.#stage;
    this.#stage = stage;
    if (!before || questionIdOf(before) !== questionIdOf(stage)) {
      this.#startedAt = now;
      return;
    }
    // If the host's clock was set forward while the host was away, `openedAt` moves too far.
    this.#startedAt = Math.min(now, this.#startedAt + stage.openedAt - before.openedAt);
  }

  /** Returns the time since the question was first shown, in whole milliseconds of at least 0. */
  elapsedMs(now: number): number {
    return Math.max(0, Math.round(now - this.#startedAt));
  }
}
