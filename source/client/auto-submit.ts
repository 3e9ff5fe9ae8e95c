import type { Clock } from '../clock.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { type Stage, questionIdOf } from '../view/stage.ts';

export interface AutoSubmitOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** The best estimate of the server's clock, in milliseconds. */
  readonly now: () => number;
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

  stop(): void {
    this.#cancel();
  }

  /** Waits until time runs out. Checks again then, because the estimate of the server's clock may have changed. */
  #wait(): void {
    const { clock, now, submit } = this.#options;
    const stage = this.#stage;
    this.#cancel();
    if (stage?.phase !== 'question' || !stage.autoSubmit) return;
    const { closesAt, pausedAt, question } = stage;
    if (closesAt === null || pausedAt !== null) return;
    const leftMs = closesAt - now();
    if (leftMs > 0) this.#cancel = clock.after(leftMs, () => this.#wait());
    else if (this.#draft !== null) submit(this.#draft, question.time * 1000);
  }
}
