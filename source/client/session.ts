import { AutoSubmit } from './auto-submit.ts';
import { GameClient, type GameClientOptions, type GameMessage } from './game-client.ts';
import { type GivenAnswer, IDLE_SNAPSHOT, type PlayerSeat, type PlayerSnapshot } from './player-seat.ts';
import { QuestionTimer } from './question-timer.ts';
import type { TransportName } from './transport/transport.ts';
import type { Rejected, Welcome } from '../protocol/server-message.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { BatchedStore } from '../store.ts';
import { type Counts, withCounts } from '../view/counts.ts';
import { type Stage, questionIdOf } from '../view/stage.ts';
import type { You } from '../view/you.ts';

export interface SessionOptions extends GameClientOptions {
  /** Returns the secret for a seat in this game, 22 to 64 of `A-Za-z0-9_-`. The same token always gets the same seat. */
  readonly tokenFor: (pin: string, name: string) => string;
  /** The team to play in, if the game has teams. */
  readonly team?: string | undefined;
}

/** The round trip shown is the median of this many of the newest ones. */
const SMOOTHED_ROUND_TRIPS = 5;

/** An answer with everything needed to send it again. */
interface PendingAnswer extends GivenAnswer {
  readonly game: number;
  /** How long the player took, in milliseconds. Sending the answer again does not change it. */
  readonly elapsed: number;
}

/**
 * A player's seat in a game, over any number of connections. Joins, resumes the seat after a reconnect, and sends an answer
 * again that may have been lost. Its whole state is the newest stage and `you`, and the pending answer.
 */
export class Session implements PlayerSeat {
  readonly #options: SessionOptions;
  readonly #client: GameClient;
  readonly #store = new BatchedStore(IDLE_SNAPSHOT);
  readonly #timer = new QuestionTimer();
  readonly #autoSubmit: AutoSubmit;
  #pin = '';
  #name = '';
  #token = '';
  #pending: PendingAnswer | null = null;
  /** Whether to send the pending answer again if the first `you` on this connection shows that it was lost. */
  #mayResend = false;
  /** The newest round trips on this connection, in milliseconds. */
  #roundTripsMs: readonly number[] = [];

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#autoSubmit = new AutoSubmit({
      clock: options.clock,
      now: () => this.now(),
      submit: (draft, limitMs) => this.#give(draft, { elapsed: limitMs, isAutomatic: true }),
    });
    this.#client = new GameClient(options, {
      onOpen: (transport) => this.#authenticate(transport),
      onMessage: (message) => this.#receive(message),
      onRoundTrip: (ms) => this.#onRoundTrip(ms),
      onBusy: (rejection) => this.#store.update({ rejection }),
      onDisconnect: () => this.#store.update({ connection: 'reconnecting' }),
      onHostLeft: (end) => this.#store.update({ connection: 'waiting', end }),
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
    this.#pin = pin;
    this.#name = name;
    this.#token = this.#options.tokenFor(pin, name);
    this.#store.update({ connection: 'connecting', rejection: null, end: null });
    this.#client.connect();
  }

  answer(value: Answer): void {
    this.#give(value, { elapsed: this.#timer.elapsedMs(this.#options.clock.now()), isAutomatic: false });
  }

  setDraft(value: Answer | null): void {
    this.#autoSubmit.setDraft(value);
  }

  leave(): void {
    if (this.#store.snapshot().connection === 'open') this.#client.send({ type: 'leave' });
    this.#close();
  }

  /** Drops the connection without leaving: the seat is kept, even in the lobby. The snapshot no longer changes. */
  disconnect(): void {
    this.#autoSubmit.stop();
    this.#client.close();
  }

  #give(value: Answer, how: Pick<PendingAnswer, 'elapsed' | 'isAutomatic'>): void {
    const { stage, you, answer } = this.#store.snapshot();
    if (stage?.phase !== 'question' || (answer && answer.status !== 'rejected')) return;
    const { index: question } = stage.question;
    // After a reconnect, a new question may arrive before the `you` that belongs to it.
    if (you?.answered && you.question === question) return;
    this.#pending = { question, value, status: 'sent', game: stage.game, ...how };
    this.#store.update({ answer: this.#pending });
    if (this.#store.snapshot().connection === 'open') this.#sendAnswer();
  }

  /** Joins, or resumes by the token alone: after the first join, the PIN and the name may have become invalid. */
  #authenticate(transport: TransportName): void {
    this.#roundTripsMs = [];
    this.#store.update({ transport, roundTripMs: null });
    const token = this.#token;
    const { team } = this.#options;
    this.#client.send(
      this.#store.snapshot().welcome
        ? { type: 'resume', token }
        : { type: 'join', pin: this.#pin, name: this.#name, token, ...(team !== undefined && { team }) },
    );
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
      // Sent to watchers only.
      case 'pin':
        return;
      case 'rejected':
        return this.#onRejected(message);
    }
  }

  /** Keeps the session's own token, so that a server cannot make the player save or send another one. */
  #onWelcome(welcome: Welcome): void {
    this.#mayResend = this.#pending?.status === 'sent';
    this.#store.update({
      connection: 'open',
      welcome: { ...welcome, token: this.#token },
      rejection: null,
      end: null,
    });
  }

  #onStage(stage: Stage): void {
    const before = this.#store.snapshot().stage;
    const question = questionIdOf(stage);
    this.#timer.onStage(stage, this.#options.clock.now());
    if (question !== null && question !== questionIdOf(before)) this.#pending = null;
    this.#store.update({ stage, answer: this.#pending });
    this.#autoSubmit.onStage(stage);
  }

  #onCounts(counts: Counts): void {
    const { stage } = this.#store.snapshot();
    if (stage) this.#store.update({ stage: withCounts(stage, counts) });
  }

  #onYou(you: You): void {
    const { stage } = this.#store.snapshot();
    const pending = this.#pending;
    if (pending?.status === 'sent' && you.question === pending.question) {
      if (you.answered) this.#pending = { ...pending, status: 'accepted' };
      else if (this.#mayResend && stage?.phase === 'question') this.#sendAnswer();
      else if (stage?.phase !== 'question')
        this.#pending = { ...pending, status: 'rejected', message: LATE_ANSWER };
    }
    this.#mayResend = false;
    this.#store.update({ you, answer: this.#pending });
  }

  /** Smooths the round trip, so that a single slow message does not make the connection look bad. */
  #onRoundTrip(ms: number): void {
    this.#roundTripsMs = [...this.#roundTripsMs, ms].slice(-SMOOTHED_ROUND_TRIPS);
    const sorted = this.#roundTripsMs.toSorted((a, b) => a - b);
    const roundTripMs = Math.round(sorted[Math.floor((sorted.length - 1) / 2)] ?? ms);
    if (roundTripMs !== this.#store.snapshot().roundTripMs) this.#store.update({ roundTripMs });
  }

  #onRejected(rejection: Rejected): void {
    if (this.#store.snapshot().connection === 'open') return this.#onAnswerRejected(rejection);
    this.#client.close();
    this.#store.update({ connection: 'idle', rejection });
  }

  #onAnswerRejected({ code, message, question }: Rejected): void {
    const pending = this.#pending;
    if (!pending || question !== pending.question || pending.status !== 'sent') return;
    this.#pending =
      code === 'already-answered'
        ? { ...pending, status: 'accepted' }
        : { ...pending, status: 'rejected', message };
    this.#store.update({ answer: this.#pending });
  }

  #sendAnswer(): void {
    if (!this.#pending) return;
    const { question, value: answer, elapsed, game } = this.#pending;
    this.#client.send({ type: 'answer', question, answer, elapsed, game });
  }

  #close(change: Partial<PlayerSnapshot> = {}): void {
    this.#autoSubmit.stop();
    this.#client.close();
    this.#store.update({ connection: 'closed', ...change });
  }
}

const LATE_ANSWER = 'The question closed before your answer arrived.';
