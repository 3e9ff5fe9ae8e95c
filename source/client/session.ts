import {
  type Rejected,
  type ServerMessage,
  type Welcome,
  parseServerMessage,
} from '../protocol/server-message.ts';
import type { Answer } from '../quiz/question-type.ts';
import type { Stage } from '../view/stage.ts';
import type { You } from '../view/you.ts';
import { backoffMs } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { GivenAnswer, PlayerSeat, PlayerSnapshot } from './player-seat.ts';
import type { Carrier, Link, LinkFailure, Transport } from './transport.ts';

/** A player who was in the game is given up on after trying for so long, in milliseconds. */
const RECONNECT_FOR_MS = 5 * 60_000;

/** Before the first welcome somebody is waiting at a prompt: this many tries, then a word on what is wrong. */
const FIRST_TRIES = 3;

export interface SessionOptions {
  readonly transport: Transport;
  /** The secret for a seat in this game, 22 to 64 of `A-Za-z0-9_-`: the same token is the same seat. */
  readonly tokenFor: (pin: string, name: string) => string;
  readonly clock: Clock;
  /** The team to play in, where the game has teams. */
  readonly team?: string | undefined;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** What the session needs to know of an answer to send it again. */
interface PendingAnswer extends GivenAnswer {
  readonly game: number;
  /** How long the player took, in milliseconds. */
  readonly elapsed: number;
}

/**
 * One player's seat in a game, over whatever lines it takes: joins, comes back by itself when a line breaks, and sends an
 * answer again that may not have arrived. The newest stage and `you` are all it needs to know.
 */
export class Session implements PlayerSeat {
  readonly #options: SessionOptions;
  readonly #listeners = new Set<() => void>();
  #snapshot: PlayerSnapshot = {
    connection: 'idle',
    carrier: null,
    welcome: null,
    stage: null,
    you: null,
    answer: null,
    rejection: null,
    end: null,
  };
  #isNotifying = false;
  #pin = '';
  #name = '';
  #token = '';
  #link: Link | null = null;
  #pending: PendingAnswer | null = null;
  /** The pending answer goes out once the new line shows that it did not arrive. */
  #sendAgain = false;
  #shownAt = 0;
  #failedTries = 0;
  #lostAt: number | null = null;
  #cancelRetry: () => void = () => undefined;
  /** What the server's clock is ahead of ours, in milliseconds; null before the first message that tells. */
  #aheadMs: number | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  snapshot(): PlayerSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  now(): number {
    return this.#options.clock.now() + (this.#aheadMs ?? 0);
  }

  join(pin: string, name = ''): void {
    this.#pin = pin;
    this.#name = name;
    this.#token = this.#options.tokenFor(pin, name);
    this.#failedTries = 0;
    this.#update({ connection: 'connecting', rejection: null, end: null });
    this.#connect();
  }

  answer(value: Answer): void {
    const { stage, you, answer } = this.#snapshot;
    if (stage?.phase !== 'question' || you?.answered || (answer && answer.status !== 'rejected')) return;
    const elapsed = Math.round(this.#options.clock.now() - this.#shownAt);
    const { index: question } = stage.question;
    this.#pending = { question, value, status: 'sent', game: stage.game, elapsed };
    this.#update({ answer: this.#pending });
    if (this.#snapshot.connection === 'open') this.#sendAnswer();
  }

  leave(): void {
    if (this.#snapshot.connection === 'open') this.#link?.send({ type: 'leave' });
    this.#close();
  }

  #connect(): void {
    this.#link?.close();
    this.#link = this.#options.transport.open({
      onOpen: (carrier) => this.#introduce(carrier),
      onMessage: (text) => this.#receive(parseServerMessage(text)),
      onClose: (failure) => this.#lost(failure),
    });
  }

  /** Who comes back is known by the token alone; the PIN and the name may be no good any more. */
  #introduce(carrier: Carrier): void {
    this.#update({ carrier });
    const token = this.#token;
    const { team } = this.#options;
    this.#link?.send(
      this.#snapshot.welcome
        ? { type: 'resume', token }
        : { type: 'join', pin: this.#pin, name: this.#name, token, ...(team !== undefined && { team }) },
    );
  }

  #receive(message: ServerMessage | undefined): void {
    switch (message?.type) {
      case 'welcome':
        return this.#welcomed(message);
      case 'stage':
        return this.#showStage(message);
      case 'you':
        return this.#showYou(message);
      case 'rejected':
        return this.#rejected(message);
      case 'bye':
        return this.#close({ end: message });
      // A message of a newer server: what it means to older clients is nothing.
      case undefined:
    }
  }

  /** A new line starts from nothing: the server may be another process than the one before. */
  #welcomed(welcome: Welcome): void {
    this.#failedTries = 0;
    this.#lostAt = null;
    this.#aheadMs = null;
    this.#setClock(welcome.now);
    this.#sendAgain = this.#pending?.status === 'sent';
    this.#forgetVersions();
    this.#update({ connection: 'open', welcome, rejection: null });
  }

  /** What is shown stays until there is something newer, but any version of the new line is that. */
  #forgetVersions(): void {
    const { stage, you } = this.#snapshot;
    this.#update({ stage: stage && { ...stage, version: 0 }, you: you && { ...you, version: 0 } });
  }

  #showStage(stage: Stage): void {
    const before = this.#snapshot.stage;
    if (before && stage.version <= before.version) return;
    const isSameQuestion = before?.game === stage.game && questionOf(before) === questionOf(stage);
    if (stage.phase === 'question' && !(isSameQuestion && before.phase === 'question')) {
      this.#shownAt = this.#options.clock.now();
    }
    if (!isSameQuestion && questionOf(stage) !== null) this.#pending = null;
    this.#update({ stage, answer: this.#pending });
  }

  #showYou(you: You): void {
    const before = this.#snapshot.you;
    if (before && you.version <= before.version) return;
    this.#setClock(you.now);
    const { stage } = this.#snapshot;
    const pending = this.#pending;
    if (pending?.status === 'sent' && you.question === pending.question) {
      if (you.answered) this.#pending = { ...pending, status: 'taken' };
      else if (this.#sendAgain && stage?.phase === 'question') this.#sendAnswer();
      else if (stage?.phase !== 'question')
        this.#pending = { ...pending, status: 'rejected', message: LATE_ANSWER };
    }
    this.#sendAgain = false;
    this.#update({ you, answer: this.#pending });
  }

  #rejected(rejection: Rejected): void {
    if (this.#snapshot.connection === 'open') return this.#answerRejected(rejection);
    this.#link?.close();
    if (!this.#snapshot.welcome) return this.#update({ connection: 'idle', rejection });
    if (rejection.code === 'rate-limited') return this.#retry();
    this.#close({ end: { type: 'failure', message: rejection.message } });
  }

  #answerRejected({ code, message, question }: Rejected): void {
    const pending = this.#pending;
    if (!pending || question !== pending.question || pending.status !== 'sent') return;
    this.#pending =
      code === 'already-answered'
        ? { ...pending, status: 'taken' }
        : { ...pending, status: 'rejected', message };
    this.#update({ answer: this.#pending });
  }

  #lost(failure: LinkFailure): void {
    this.#link = null;
    if (this.#isGivenUp(failure)) return this.#close({ end: { type: 'failure', message: failure.message } });
    if (this.#snapshot.welcome) this.#update({ connection: 'reconnecting' });
    this.#retry();
  }

  #isGivenUp({ isFinal }: LinkFailure): boolean {
    if (!this.#snapshot.welcome) return isFinal || this.#failedTries + 1 >= FIRST_TRIES;
    const now = this.#options.clock.now();
    this.#lostAt ??= now;
    return now - this.#lostAt > RECONNECT_FOR_MS;
  }

  #retry(): void {
    const { clock, random } = this.#options;
    this.#cancelRetry = clock.after(backoffMs(this.#failedTries++, random()), () => this.#connect());
  }

  #sendAnswer(): void {
    if (!this.#pending) return;
    const { question, value: answer, elapsed, game } = this.#pending;
    this.#link?.send({ type: 'answer', question, answer, elapsed, game });
  }

  /** The message that was the shortest on its way tells the server's clock best. */
  #setClock(serverNow: number): void {
    this.#aheadMs = Math.max(this.#aheadMs ?? -Infinity, serverNow - this.#options.clock.now());
  }

  #close(change: Partial<PlayerSnapshot> = {}): void {
    this.#cancelRetry();
    this.#link?.close();
    this.#link = null;
    this.#update({ connection: 'closed', ...change });
  }

  #update(change: Partial<PlayerSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    if (this.#isNotifying) return;
    this.#isNotifying = true;
    // A stage and the `you` that belongs to it mostly arrive together: they are drawn together.
    queueMicrotask(() => {
      this.#isNotifying = false;
      for (const listener of this.#listeners) listener();
    });
  }
}

const LATE_ANSWER = 'The question closed before your answer arrived.';

/** The question that a stage is about, in play order. */
function questionOf(stage: Stage): number | null {
  return 'question' in stage ? stage.question.index : null;
}
