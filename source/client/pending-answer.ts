import type { GivenAnswer } from './player-seat.ts';
import type { ClientMessage } from '../protocol/client-message.ts';
import type { Rejected } from '../protocol/server-message.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { type QuestionStage, type Stage, questionIdOf } from '../view/stage.ts';
import type { You } from '../view/you.ts';

/** The stage of an open question. */
type OpenStage = Stage & QuestionStage;

/** An answer with everything needed to send it again. */
interface SentAnswer extends GivenAnswer {
  readonly game: number;
  /** How long the player took, in milliseconds. Sending the answer again does not change it. */
  readonly elapsed: number;
}

/** The player's answer to the question on the stage, which is sent again if it may have been lost. */
export class PendingAnswer {
  readonly #send: (message: Extract<ClientMessage, { type: 'answer' }>) => void;
  #answer: SentAnswer | null = null;
  #stage: Stage | null = null;
  /** Whether to send the answer again if the first `you` on this connection shows that it was lost. */
  #mayResend = false;

  /** @param send Sends an answer if the connection is open. */
  constructor(send: (message: Extract<ClientMessage, { type: 'answer' }>) => void) {
    this.#send = send;
  }

  /** Null if the player has not answered the question on the stage on this device. */
  get snapshot(): GivenAnswer | null {
    return this.#answer;
  }

  give(value: Answer, { game, question }: OpenStage, how: Pick<SentAnswer, 'elapsed' | 'isAutomatic'>): void {
    this.#answer = { question: question.index, value, status: 'sent', game, ...how };
    this.#sendAnswer(this.#answer);
  }

  /** Must be called when a connection has the seat. */
  onWelcome(): void {
    this.#mayResend = this.#answer?.status === 'sent';
  }

  /** Must be called with each new stage. Forgets the answer if the stage shows another question. */
  onStage(stage: Stage): void {
    const question = questionIdOf(stage);
    if (question !== null && question !== questionIdOf(this.#stage)) this.#answer = null;
    this.#stage = stage;
  }

  /** Must be called with each new `you`, which shows whether the answer arrived. */
  onYou(you: You): void {
    const answer = this.#answer;
    const isOpen = this.#stage?.phase === 'question';
    if (answer?.status === 'sent' && you.question === answer.question) {
      if (you.answered) this.#answer = { ...answer, status: 'accepted' };
      else if (this.#mayResend && isOpen) this.#sendAnswer(answer);
      else if (!isOpen) this.#answer = { ...answer, status: 'rejected', message: LATE_ANSWER };
    }
    this.#mayResend = false;
  }

  onRejected({ code, question, message }: Rejected): void {
    const answer = this.#answer;
    if (answer?.status !== 'sent' || question !== answer.question) return;
    this.#answer =
      code === 'already-answered'
        ? { ...answer, status: 'accepted' }
        : { ...answer, status: 'rejected', message };
  }

  #sendAnswer({ question, value: answer, elapsed, game }: SentAnswer): void {
    this.#send({ type: 'answer', question, answer, elapsed, game });
  }
}

const LATE_ANSWER = 'The question closed before your answer arrived.';

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
