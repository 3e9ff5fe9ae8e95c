import type { Clock } from '../clock.ts';
import { MAX_QUESTIONS } from '../quiz/limits.ts';
import { type Review, reviewOnStage } from '../view/review.ts';
import type { Stage } from '../view/stage.ts';
import type { You } from '../view/you.ts';

/** The shortest time between two requests, in milliseconds: a server closes connections that send too much. */
const REQUEST_INTERVAL_MS = 200;

/** The time between two requests for reviews that no screen has asked for, in milliseconds. */
const MISSING_INTERVAL_MS = 2000;

export interface ReviewsOptions {
  readonly clock: Clock;
  /** Asks the server for the review of a question. */
  readonly request: (question: number) => void;
}

/**
 * The reviews of closed questions, by their index in play order. Remembers what the reveals showed, so that players can look at it after the
 * host has gone. When a screen asks for a review, fetches what may have changed since. On the podium, fetches the missing reviews one by
 * one.
 */
export class Reviews {
  readonly #options: ReviewsOptions;
  #known: ReadonlyMap<number, Review> = new Map();
  #game = 0;
  /** The version of the newest `you`. A dispute changes it, and may change any review. */
  #youVersion = 0;
  /** The questions that were requested since then. */
  readonly #requested = new Set<number>();
  #requestedAt = -Infinity;
  #cancelRequest: () => void = () => undefined;
  #cancelMissing: () => void = () => undefined;

  constructor(options: ReviewsOptions) {
    this.#options = options;
  }

  /** Returns the same map until something changes. */
  get known(): ReadonlyMap<number, Review> {
    return this.#known;
  }

  /** Must be called with each stage, and the `you` that belongs to it or to an earlier one. */
  onViews(stage: Stage, you: You): void {
    if (stage.game !== this.#game) this.#known = new Map();
    this.#game = stage.game;
    if (you.version !== this.#youVersion) this.#requested.clear();
    this.#youVersion = you.version;
    const review = reviewOnStage(stage, you);
    if (review) this.#add(review);
    this.#fetchMissing(stage);
  }

  /** Must be called with each review from the server. */
  onReview(review: Review): void {
    if (this.#requested.has(review.question.index)) this.#add(review);
  }

  /** Fetches a review, unless the newest is known: at once, or a moment after the last one. Only the last call counts. */
  fetch(question: number): void {
    this.#cancelRequest();
    if (this.#requested.has(question)) return;
    const { clock, request } = this.#options;
    const waitMs = this.#requestedAt + REQUEST_INTERVAL_MS - clock.now();
    if (waitMs > 0) {
      this.#cancelRequest = clock.after(waitMs, () => this.fetch(question));
      return;
    }
    this.#requestedAt = clock.now();
    this.#requested.add(question);
    request(question);
  }

  /** Forgets the requests on a connection that was lost. */
  stop(): void {
    this.#cancelRequest();
    this.#cancelMissing();
    this.#requested.clear();
  }

  #fetchMissing(stage: Stage): void {
    this.#cancelMissing();
    if (stage.phase !== 'podium') return;
    const isMissing = (index: number) => !this.#known.has(index) && !this.#requested.has(index);
    const missing = stage.questions.find(({ index }) => isMissing(index));
    if (!missing) return;
    const { clock } = this.#options;
    this.#cancelMissing = clock.after(MISSING_INTERVAL_MS, () => {
      // A screen may be waiting for its own request.
      if (clock.now() >= this.#requestedAt + REQUEST_INTERVAL_MS) this.fetch(missing.index);
      this.#fetchMissing(stage);
    });
  }

  /** A hostile server may show any number of questions. */
  #add(review: Review): void {
    const { index } = review.question;
    if (this.#known.size < MAX_QUESTIONS || this.#known.has(index)) {
      this.#known = new Map([...this.#known, [index, review]]);
    }
  }
}
