import { RoundTrips } from './round-trips.ts';
import type { AnswerTiming, ClaimTiming } from '../../game/answer-time.ts';
import type { Game, Round } from '../../game/game.ts';
import type { Connection } from '../connection.ts';

/** The most that the server itself may delay the start of a seat's clock, in milliseconds. */
const MAX_START_DELAY_MS = 500;

/** The most by which a claim may be shorter than the measured time, in milliseconds. */
const MAX_BOUND_MS = 250;

/** How much longer than the 90th percentile of round trips an answer may take, in milliseconds. */
const MARGIN_MS = 30;

/**
 * How long after a seat's time is up its answers are still accepted, in milliseconds. A client sends what the player has typed as time
 * runs out, and a busy phone needs a moment for that, even on a fast network. Such an answer earns as little as any other at the last
 * moment.
 */
const GRACE_MS = 250;

/** No answer is accepted while no question is open. */
const UNTIMED: AnswerTiming = { startDelayMs: 0, boundMs: 0, explainedMs: 0, roundTripMs: 0, graceMs: 0 };

/** How a seat's clock started for a round. */
interface Start {
  readonly round: Round;
  readonly startDelayMs: number;
  /** How long the clock had run when the question was written to the seat: the player could not see it before. */
  readonly unseenMs: number;
  readonly network: Network;
}

interface Network extends ClaimTiming {
  /** Whether a round trip has been measured. Until then, no claim is in doubt. */
  readonly isKnown: boolean;
}

/**
 * When a seat's clock started for a question, and how far its client's claims are believed. The clock starts when the question
 * is first written to the seat, but only the server can delay that: a client that joins, reconnects, reads or polls late gains
 * nothing.
 */
export class SeatClock {
  readonly roundTrips = new RoundTrips();
  #opened: { readonly round: Round; readonly by: 'writable' | 'polled' } | null = null;
  #started: Start | null = null;

  /** Must be called when a question opens, with the seat's connection. */
  questionOpened(round: Round, { writable, isPolled = false }: Connection): void {
    this.#opened = null;
    if (writable) this.#opened = { round, by: 'writable' };
    else if (isPolled) this.#opened = { round, by: 'polled' };
  }

  /** Must be called when the question cannot be written yet, because the connection is not writable. */
  notWritable({ isPolled = false }: Connection): void {
    this.#opened = this.#opened && isPolled ? { round: this.#opened.round, by: 'polled' } : null;
  }

  /** Must be called when the seat gets a new connection. */
  connected(): void {
    this.#opened = null;
  }

  /**
   * Must be called when the seat moves to another device, which shows the open question only from then on. The clock keeps running, but a
   * shorter claim by that device is not doubted.
   */
  moved(pausedAt: number | null, now: number): void {
    if (!this.#started) return;
    const { round, startDelayMs } = this.#started;
    const unseenMs = Math.max(0, (pausedAt ?? now) - round.openedAt - startDelayMs);
    this.#started = { ...this.#started, unseenMs };
  }

  /**
   * Starts the clock when the question is first written to the seat: at `now`, or in a paused game, when it was paused. Later calls for
   * the same question change nothing, unless no round trip had been measured at the start, for example after a restart of the host.
   * Then the first ones apply.
   */
  start(round: Round, pausedAt: number | null, now: number): AnswerTiming {
    if (this.#started?.round !== round) this.#started = this.#startOf(round, pausedAt ?? now);
    else if (!this.#started.network.isKnown) this.#started = { ...this.#started, network: this.#network() };
    this.#opened = null;
    const { startDelayMs, unseenMs, network } = this.#started;
    const { isKnown, roundTripMs, boundMs, explainedMs } = network;
    return {
      startDelayMs,
      boundMs,
      explainedMs: isKnown ? explainedMs + unseenMs : Infinity,
      roundTripMs,
      graceMs: startDelayMs + GRACE_MS,
    };
  }

  /** Returns the timing of an answer that arrived at `now`, when the event loop was late by `lagMs`. */
  timingAt({ phase, round, pausedAt }: Game, now: number, lagMs: number): AnswerTiming {
    if (phase !== 'question' || !round) return UNTIMED;
    const timing = this.start(round, pausedAt, now);
    return {
      ...timing,
      boundMs: timing.boundMs + lagMs,
      explainedMs: timing.explainedMs + lagMs,
      graceMs: timing.graceMs + lagMs,
    };
  }

  #startOf(round: Round, now: number): Start {
    const network = this.#network();
    const sinceOpenedMs = Math.max(0, now - round.openedAt);
    const startDelayMs = Math.min(sinceOpenedMs, this.#maxStartDelayMs(round, network.boundMs));
    return { round, startDelayMs, unseenMs: sinceOpenedMs - startDelayMs, network };
  }

  #network(): Network {
    const explainedMs = this.roundTrips.p90Ms + MARGIN_MS;
    const boundMs = Math.min(explainedMs, MAX_BOUND_MS);
    return { isKnown: !this.roundTrips.isEmpty, roundTripMs: this.roundTrips.medianMs, boundMs, explainedMs };
  }

  /**
   * A client that polls is writable only when its next request has arrived, which usually takes one round trip. But a client that
   * polls late on purpose must not gain more in total than the largest bound.
   */
  #maxStartDelayMs(round: Round, boundMs: number): number {
    if (this.#opened?.round !== round) return 0;
    if (this.#opened.by === 'writable') return MAX_START_DELAY_MS;
    return Math.min(this.roundTrips.medianMs, MAX_BOUND_MS - boundMs);
  }
}
