import type { Clock } from '../clock.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { type Stage, questionIdOf } from '../view/stage.ts';

/** The longest time before zero at which an answer is sent. */
const MAX_LEAD_MS = 1000;

export interface AutoSubmitOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** The best estimate of the server's clock, in milliseconds. */
  readonly now: () => number;
  /** How long messages take to the server and back, in milliseconds. */
  readonly roundTripMs: () => number;
  /** Called with the draft when time runs out, and with the question's time limit in milliseconds. */
  readonly submit: (draft: Answer, limitMs: number) => void;
}

/** Submits what a player has not sent yet when the time of a question runs out, if the game is set to do so. */
export class AutoSubmit {
  readonly #options: AutoSubmitOptions;
  #stage: Stage | null = null;
  #draft: Answer | null = null;
  #cancel: () => void = () => undefined;

  constructor(options: AutoSubmitOptions) {
    this.#options = options;
  }

  /** Sets the answer to submit; null for none. */
  setDraft(draft: Answer | null): void {
    this.#draft = draft;
  }

  /** Must be called with each new stage. Forgets the draft if the stage shows another question. */
  onStage(stage: Stage): void {
    if (questionIdOf(stage) !== questionIdOf(this.#stage)) this.#draft = null;
    this.#stage = stage;
    this.#wait();
  }

  /** Must be called when the round trip has changed. */
  onRoundTrip(): void {
    this.#wait();
  }

  stop(): void {
    this.#cancel();
  }

  /**
   * Waits until time runs out. Checks again then, because the estimate of the server's clock may have changed. The estimate is
   * late by the way from the server, and the answer takes the way back. Without allowing for both, a slow network uses up the time
   * for which the server accepts answers after that.
   */
  #wait(): void {
    const { clock, now, roundTripMs, submit } = this.#options;
    const stage = this.#stage;
    this.#cancel();
    if (stage?.phase !== 'question' || !stage.autoSubmit) return;
    const { closesAt, pausedAt, question } = stage;
    if (closesAt === null || pausedAt !== null) return;
    const leftMs = closesAt - Math.min(roundTripMs(), MAX_LEAD_MS) - now();
    if (leftMs > 0) this.#cancel = clock.after(leftMs, () => this.#wait());
    else if (this.#draft !== null) submit(this.#draft, question.time * 1000);
  }
}
