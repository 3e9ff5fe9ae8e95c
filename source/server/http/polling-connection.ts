import type { Clock } from '../../clock.ts';
import type { EventLoopWatch } from '../room/event-loop-watch.ts';
import { LATE_MS } from '../room/round-trips.ts';
import { type CloseCode, type Connection, type EncodedMessage, encodeRejected } from '../connection.ts';

/** A seat counts as away after this long without a request, in milliseconds, not counting time when the server is busy. */
const AWAY_AFTER_MS = 10_000;

/** The versions of the views that a client has; null for a view that it does not have. */
export interface KnownVersions {
  readonly stage: number | null;
  readonly you: number | null;
  /** Null if the client has not asked for counts: it may not understand them. */
  readonly counts: number | null;
}

/** Responds to one request with a status and JSON. */
export type Respond = (status: number, json: string) => void;

export interface PollingHooks {
  /** A request is pending: the connection is writable now. */
  onRequest(): void;
  /**
   * Reports how long after the response to a held request the client's next request arrived, in milliseconds.
   *
   * @param wasLate Whether the server was late during that time, which may have made it too long.
   */
  onRoundTrip(roundTripMs: number, wasLate: boolean): void;
  /** There was no request for a while. */
  onAway(): void;
  /** The client has fetched the goodbye. */
  onByeDelivered(): void;
}

interface PendingPoll {
  readonly type: 'poll';
  readonly known: KnownVersions;
  readonly respond: Respond;
  /** Null if it does not wait for changes. */
  readonly cancelWait: (() => void) | null;
}

/** A request without a response so far: for a seat, for the views, or with an accepted answer. */
type PendingRequest =
  | PendingPoll
  | { readonly type: 'entry'; readonly status: number; readonly respond: Respond }
  | { readonly type: 'answer'; readonly respond: Respond };

/**
 * A client's connection over HTTP, writable only while a request is pending. It stores the newest views, so that a client
 * whose response was lost gets them again when it asks with the old versions.
 *
 * The methods that take a request return a function to call when its client disconnects.
 */
export class PollingConnection implements Connection {
  readonly address: string;
  readonly isPolled = true;
  readonly #clock: Clock;
  readonly #eventLoop: EventLoopWatch;
  readonly #hooks: PollingHooks;
  readonly #pending = new Set<PendingRequest>();
  #stage: EncodedMessage | null = null;
  /** The newest counts for the stage; null if the stage itself has the newest numbers. */
  #counts: EncodedMessage | null = null;
  #you: EncodedMessage | null = null;
  /** The newest PIN. It has no version, so it is part of every response once it has changed. */
  #pin: EncodedMessage | null = null;
  /** Whether the PIN has not been part of a response yet. */
  #isPinNew = false;
  #bye: EncodedMessage | null = null;
  #isByeDelivered = false;
  /** When the last held request got its response; null once the next request has come. */
  #respondedAt: number | null = null;
  /** The event loop's cumulative lateness at that time. */
  #busyMs = 0;
  #cancelAway: () => void = () => undefined;

  constructor(address: string, clock: Clock, eventLoop: EventLoopWatch, hooks: PollingHooks) {
    this.address = address;
    this.#clock = clock;
    this.#eventLoop = eventLoop;
    this.#hooks = hooks;
  }

  get writable(): boolean {
    return this.#bye === null && this.#pending.size > 0;
  }

  /** Whether it has been closed: any further request gets the goodbye. */
  get isClosed(): boolean {
    return this.#bye !== null;
  }

  /** Whether the game has ended or the host has left, and the client does not know yet. */
  get owesBye(): boolean {
    const { message } = this.#bye ?? {};
    return message?.type === 'bye' && ['ended', 'host-left'].includes(message.code) && !this.#isByeDelivered;
  }

  /** Takes a request for a seat, to which the welcome responds with this status. */
  enter(status: number, respond: Respond): () => void {
    return this.#add({ type: 'entry', status, respond });
  }

  /**
   * Takes a request for the views that differ from the known versions. The response follows at once if any does, otherwise
   * with the next change, or without views after `waitMs`. An earlier poll that is still pending gets its response at once.
   */
  poll(known: KnownVersions, waitMs: number, respond: Respond): () => void {
    if (waitMs > 0 && this.#respondedAt !== null) {
      const wasLate = this.#eventLoop.busyMs - this.#busyMs > LATE_MS;
      this.#hooks.onRoundTrip(this.#clock.now() - this.#respondedAt, wasLate);
    }
    for (const request of this.#pending) if (request.type === 'poll') this.#sendViews(request);
    // The response to a request that was replaced says nothing about the network.
    this.#respondedAt = null;
    const poll: PendingPoll = {
      type: 'poll',
      known,
      respond,
      cancelWait: waitMs > 0 ? this.#clock.after(waitMs, () => this.#sendViews(poll)) : null,
    };
    return this.#add(poll);
  }

  /** Takes a request with an accepted answer, to which the `you` that acknowledges it responds. */
  acknowledge(respond: Respond): () => void {
    return this.#add({ type: 'answer', respond });
  }

  /** Restarts the time until the seat counts as away, after a request that had its response elsewhere. */
  touch(): void {
    if (this.#pending.size === 0 && !this.#bye) this.#restartAwayTimer();
  }

  send(encoded: EncodedMessage): void {
    switch (encoded.message.type) {
      case 'welcome':
        return this.#sendWelcome(encoded);
      case 'stage':
        this.#stage = encoded;
        this.#counts = null;
        return;
      case 'counts':
        this.#counts = encoded;
        return;
      case 'you':
        this.#you = encoded;
        return;
      case 'pin':
        this.#pin = encoded;
        this.#isPinNew = true;
    }
  }

  /** Responds with everything that changed in this turn. */
  flush(): void {
    for (const request of this.#pending) {
      if (request.type === 'answer' && this.#you) this.#respond(request, 200, this.#you.text);
      if (request.type !== 'poll') continue;
      const isOver = request.cancelWait === null || this.#isPinNew;
      if (isOver || this.#changesFor(request).length > 0) this.#sendViews(request);
    }
  }

  close(_code: CloseCode, last?: EncodedMessage): void {
    // The room always gives a last message.
    if (!last || this.#bye) return;
    this.#bye = last;
    this.#cancelAway();
    for (const request of this.#pending) this.#sendBye(request, last);
  }

  /** Ends the pending requests of a seat that was given up: polls get their response, others are rejected. */
  abandon(): void {
    for (const request of this.#pending) {
      if (request.type === 'poll') this.#sendViews(request);
      else this.#respond(request, 401, encodeRejected('unknown-token').text);
    }
    this.#cancelAway();
  }

  #add(request: PendingRequest): () => void {
    this.#pending.add(request);
    this.#cancelAway();
    if (this.#bye) this.#sendBye(request, this.#bye);
    else this.#hooks.onRequest();
    return () => void this.#finish(request);
  }

  #sendWelcome({ text }: EncodedMessage): void {
    for (const request of this.#pending)
      if (request.type === 'entry') this.#respond(request, request.status, text);
  }

  #sendViews(poll: PendingPoll): void {
    this.#isPinNew = false;
    const messages = [...(this.#pin ? [this.#pin] : []), ...this.#changesFor(poll)];
    const views = messages.map(({ message, text }) => `,"${message.type}":${text}`);
    this.#respond(poll, 200, `{"now":${this.#clock.now()}${views.join('')}}`);
  }

  /** Returns the views that the client does not have. */
  #changesFor({ known }: PendingPoll): EncodedMessage[] {
    const counts = known.counts === null ? null : unlessVersion(known.counts, this.#counts);
    const changes = [unlessVersion(known.stage, this.#stage), counts, unlessVersion(known.you, this.#you)];
    return changes.filter((change) => change !== null);
  }

  /** The first poll gets the goodbye with 200. From then on, and for other requests, the status is 403. */
  #sendBye(request: PendingRequest, { text }: EncodedMessage): void {
    const isFirstPoll = request.type === 'poll' && !this.#isByeDelivered;
    this.#respond(request, isFirstPoll ? 200 : 403, `{"bye":${text}}`);
    this.#isByeDelivered = true;
    this.#hooks.onByeDelivered();
  }

  #respond(request: PendingRequest, status: number, json: string): void {
    if (!this.#finish(request)) return;
    if (request.type === 'poll' && request.cancelWait) {
      this.#respondedAt = this.#clock.now();
      this.#busyMs = this.#eventLoop.busyMs;
    }
    request.respond(status, json);
  }

  /** Returns whether the request was still pending. */
  #finish(request: PendingRequest): boolean {
    if (!this.#pending.delete(request)) return false;
    if (request.type === 'poll') request.cancelWait?.();
    this.touch();
    return true;
  }

  #restartAwayTimer(): void {
    this.#cancelAway();
    this.#cancelAway = this.#eventLoop.after(AWAY_AFTER_MS, () => this.#hooks.onAway());
  }
}

/** Returns a view, or null if it has this version. */
function unlessVersion(version: number | null, encoded: EncodedMessage | null): EncodedMessage | null {
  return encoded && 'version' in encoded.message && encoded.message.version === version ? null : encoded;
}
