import { AutoSubmit } from './auto-submit.ts';
import { GameClient, type GameClientOptions, type GameMessage } from './game-client.ts';
import { PendingAnswer, QuestionTimer } from './pending-answer.ts';
import { type GivenAnswer, IDLE_SNAPSHOT, type PlayerSeat, type PlayerSnapshot } from './player-seat.ts';
import { Reviews } from './reviews.ts';
import type { TransportName } from './transport/transport.ts';
import type { ClientMessage } from '../protocol/client-message.ts';
import { parseMoveCode } from '../protocol/move-code.ts';
import { type RejectionCode, byeMessages } from '../protocol/rejections.ts';
import type { Rejected, Welcome } from '../protocol/server-message.ts';
import { makeToken } from '../protocol/token.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { BatchedStore } from '../store.ts';
import { type Counts, withCounts } from '../view/counts.ts';
import type { Stage } from '../view/stage.ts';
import type { You } from '../view/you.ts';

export interface SessionOptions extends GameClientOptions {
  /** Returns the secret for a seat in this game, 22 to 64 of `A-Za-z0-9_-`. The same token always gets the same seat. */
  readonly tokenFor: (pin: string, name: string) => string;
  /** The team to play in, if the game has teams. */
  readonly team?: string | undefined;
}

/** The round trip shown is the median of this many of the newest ones. */
const SMOOTHED_ROUND_TRIPS = 5;

/**
 * A player's seat in a game, over any number of connections. Joins, resumes the seat after a reconnect, and sends an answer
 * again that may have been lost. Its whole state is the newest stage and `you`, and the pending answer.
 */
export class Session implements PlayerSeat {
  readonly #options: SessionOptions;
  readonly #client: GameClient;
  readonly #store = new BatchedStore(IDLE_SNAPSHOT);
  readonly #pending: PendingAnswer;
  readonly #timer = new QuestionTimer();
  readonly #autoSubmit: AutoSubmit;
  readonly #reviews: Reviews;
  /** How to take the seat on the first connection. */
  #entry: ClientMessage | null = null;
  #token = '';
  /** Whether a move code was requested and has not arrived. */
  #awaitsMoveCode = false;
  /** The newest round trips on this connection, in milliseconds. */
  #roundTripsMs: readonly number[] = [];

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#pending = new PendingAnswer((message) => {
      if (this.#isOpen) this.#client.send(message);
    });
    this.#autoSubmit = new AutoSubmit({
      clock: options.clock,
      now: () => this.now(),
      roundTripMs: () => this.#store.snapshot().roundTripMs ?? 0,
      submit: (draft, limitMs) => this.#give(draft, { elapsed: limitMs, isAutomatic: true }),
    });
    this.#reviews = new Reviews({
      clock: options.clock,
      request: (question) => this.#client.send({ type: 'review', question }),
    });
    this.#client = new GameClient(options, {
      onOpen: (transport) => this.#authenticate(transport),
      onMessage: (message) => this.#receive(message),
      onRoundTrip: (ms) => this.#onRoundTrip(ms),
      onBusy: (rejection) => this.#store.update({ rejection }),
      onDisconnect: () => this.#store.update({ connection: 'reconnecting', end: null }),
      onHostLeft: (end) => this.#store.update({ connection: 'waiting', end }),
      onOtherGame: (end) => this.#store.update({ connection: 'other-game', end }),
      onShutOut: (end) => this.#close({ connection: 'removed', end }),
      onEnd: (end) => this.#close({ end }),
    });
  }

  snapshot(): PlayerSnapshot {
    return this.#store.snapshot();
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  now(): number {
    return this.#client.now();
  }

  join(pin: string, name = ''): void {
    const { team, tokenFor } = this.#options;
    const token = tokenFor(pin, name);
    this.#enter({ type: 'join', pin, name, token, ...(team !== undefined && { team }) }, token);
  }

  continueSeat(code: string): void {
    const token = makeToken();
    this.#enter({ type: 'continue', code: parseMoveCode(code) ?? code, token }, token);
  }

  /**
   * Takes back a saved seat with its token. If the seat is gone, the connection becomes `removed` if the same room is still there;
   * otherwise, it becomes `idle` again, without a rejection.
   *
   * @param room The id of the room, if it was saved.
   */
  resume(token: string, room?: string): void {
    this.#enter({ type: 'resume', token }, token, room);
  }

  /** Reconnects at once, or checks the connection, because the device has woken up or changed its network. */
  wake(): void {
    this.#client.wake();
  }

  /** Ends the session, because another one on this device has taken the seat. */
  giveWay(): void {
    this.#close({ end: { type: 'bye', code: 'replaced', message: byeMessages.replaced } });
  }

  answer(value: Answer): void {
    this.#give(value, { elapsed: this.#timer.elapsedMs(this.#options.clock.now()), isAutomatic: false });
  }

  setDraft(value: Answer | null): void {
    this.#autoSubmit.setDraft(value);
  }

  review(question: number): void {
    if (this.#isOpen) this.#reviews.fetch(question);
  }

  rename(name: string): void {
    if (!this.#isOpen) return;
    this.#store.update({ nameRejection: null });
    this.#client.send({ type: 'rename', name });
  }

  move(): void {
    if (!this.#isOpen) return;
    this.#awaitsMoveCode = true;
    this.#store.update({ moveRejection: null });
    this.#client.send({ type: 'move' });
  }

  leave(): void {
    if (this.#isOpen) this.#client.send({ type: 'leave' });
    this.#close();
  }

  /** Drops the connection without leaving: the seat is kept, even in the lobby. The snapshot no longer changes. */
  disconnect(): void {
    this.#autoSubmit.stop();
    this.#reviews.stop();
    this.#client.close();
  }

  get #isOpen(): boolean {
    return this.#store.snapshot().connection === 'open';
  }

  #give(value: Answer, how: Pick<GivenAnswer, 'isAutomatic'> & { readonly elapsed: number }): void {
    const { stage, you, answer } = this.#store.snapshot();
    if (stage?.phase !== 'question' || (answer && answer.status !== 'rejected')) return;
    // After a reconnect, a new question may arrive before the `you` that belongs to it.
    if (you?.answered && you.question === stage.question.index) return;
    this.#pending.give(value, stage, how);
    this.#store.update({ answer: this.#pending.snapshot });
  }

  #enter(entry: ClientMessage, token: string, room?: string): void {
    this.#entry = entry;
    this.#token = token;
    this.#store.update({ connection: 'connecting', rejection: null, end: null });
    this.#client.connect(room);
  }

  /** Takes the seat, or resumes it by the token alone: after the first time, PIN, name and move code may have become invalid. */
  #authenticate(transport: TransportName): void {
    this.#roundTripsMs = [];
    this.#reviews.stop();
    this.#store.update({ transport, roundTripMs: null });
    const isReturning = this.#store.snapshot().welcome !== null;
    const entry = isReturning ? ({ type: 'resume', token: this.#token } as const) : this.#entry;
    if (entry) this.#client.send(entry);
  }

  #receive(message: GameMessage): void {
    switch (message.type) {
      case 'welcome':
        return this.#onWelcome(message);
      case 'stage':
        return this.#onStage(message);
      case 'counts':
        return this.#onCounts(message);
      case 'you':
        return this.#onYou(message);
      case 'review':
        this.#reviews.onReview(message);
        return this.#store.update({ reviews: this.#reviews.known });
      case 'move': {
        const { code, expiresAt } = message;
        this.#awaitsMoveCode = false;
        return this.#store.update({ move: { code, expiresAt }, moveRejection: null });
      }
      // Sent to watchers, and in reply to pings.
      case 'pin':
      case 'pong':
        return;
      case 'rejected':
        return this.#onRejected(message);
    }
  }

  /** Keeps the session's own token, so that a server cannot make the player save or send another one. */
  #onWelcome(welcome: Welcome): void {
    this.#pending.onWelcome();
    this.#awaitsMoveCode = false;
    this.#store.update({
      connection: 'open',
      welcome: { ...welcome, token: this.#token },
      // A restarted host has forgotten its codes.
      move: null,
      rejection: null,
      end: null,
    });
  }

  #onStage(stage: Stage): void {
    this.#timer.onStage(stage, this.#options.clock.now());
    this.#pending.onStage(stage);
    this.#store.update({ stage, answer: this.#pending.snapshot });
    this.#autoSubmit.onStage(stage);
  }

  #onCounts(counts: Counts): void {
    const { stage } = this.#store.snapshot();
    if (stage) this.#store.update({ stage: withCounts(stage, counts) });
  }

  #onYou(you: You): void {
    const { stage, you: before } = this.#store.snapshot();
    if (you.name !== before?.name) this.#store.update({ nameRejection: null });
    this.#pending.onYou(you);
    if (stage) this.#reviews.onViews(stage, you);
    this.#store.update({ you, answer: this.#pending.snapshot, reviews: this.#reviews.known });
  }

  /** Smooths the round trip, so that a single slow message does not make the connection look bad. */
  #onRoundTrip(ms: number): void {
    this.#roundTripsMs = [...this.#roundTripsMs, ms].slice(-SMOOTHED_ROUND_TRIPS);
    const sorted = this.#roundTripsMs.toSorted((a, b) => a - b);
    const roundTripMs = Math.round(sorted[Math.floor((sorted.length - 1) / 2)] ?? ms);
    if (roundTripMs === this.#store.snapshot().roundTripMs) return;
    this.#store.update({ roundTripMs });
    this.#autoSubmit.onRoundTrip();
  }

  #onRejected(rejection: Rejected): void {
    if (this.#isOpen) return this.#onRequestRejected(rejection);
    this.#client.close();
    // The player has not asked for the saved seat, so there is nothing to correct.
    const isExpected = this.#entry?.type === 'resume' && rejection.code === 'unknown-token';
    this.#store.update({ connection: 'idle', rejection: isExpected ? null : rejection });
  }

  #onRequestRejected(rejection: Rejected): void {
    const { code, question } = rejection;
    // Only answers name a question.
    if (question === undefined && this.#awaitsMoveCode && code === 'rate-limited') {
      this.#awaitsMoveCode = false;
      return this.#store.update({ moveRejection: rejection });
    }
    if (question === undefined && NAME_REJECTIONS.has(code)) this.#store.update({ nameRejection: rejection });
    this.#pending.onRejected(rejection);
    this.#store.update({ answer: this.#pending.snapshot });
  }

  #close(change: Partial<PlayerSnapshot> = {}): void {
    this.#autoSubmit.stop();
    this.#reviews.stop();
    this.#client.close();
    this.#store.update({ connection: 'closed', move: null, ...change });
  }
}

const NAME_REJECTIONS: ReadonlySet<RejectionCode> = new Set<RejectionCode>([
  'bad-name',
  'name-taken',
  'not-now',
  'rate-limited',
]);
