import { GameLine, type GameLineOptions, type News } from './game-line.ts';
import { type GivenAnswer, IDLE, type PlayerSeat, type PlayerSnapshot } from './player-seat.ts';
import type { Carrier } from './transport/transport.ts';
import type { Rejected, Welcome } from '../protocol/server-message.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { type Stage, questionIndexOf } from '../view/stage.ts';
import { BatchedStore } from '../store.ts';
import type { You } from '../view/you.ts';

export interface SessionOptions extends GameLineOptions {
  /** The secret for a seat in this game, 22 to 64 of `A-Za-z0-9_-`: the same token is the same seat. */
  readonly tokenFor: (pin: string, name: string) => string;
  /** The team to play in, where the game has teams. */
  readonly team?: string | undefined;
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
  readonly #line: GameLine;
  readonly #shown = new BatchedStore(IDLE);
  #pin = '';
  #name = '';
  #token = '';
  #pending: PendingAnswer | null = null;
  /** The pending answer goes out once the new line shows that it did not arrive. */
  #sendAgain = false;
  #shownAt = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#line = new GameLine(options, {
      onOpen: (carrier) => this.#introduce(carrier),
      onMessage: (message) => this.#receive(message),
      onBreak: () => this.#shown.update({ connection: 'reconnecting' }),
      onHostLeft: (end) => this.#shown.update({ connection: 'waiting', end }),
      onEnd: (end) => this.#close({ end }),
    });
  }

  snapshot(): PlayerSnapshot {
    return this.#shown.snapshot();
  }

  subscribe(listener: () => void): () => void {
    return this.#shown.subscribe(listener);
  }

  now(): number {
    return this.#line.now();
  }

  join(pin: string, name = ''): void {
    this.#pin = pin;
    this.#name = name;
    this.#token = this.#options.tokenFor(pin, name);
    this.#shown.update({ connection: 'connecting', rejection: null, end: null });
    this.#line.open();
  }

  answer(value: Answer): void {
    const { stage, you, answer } = this.#shown.snapshot();
    if (stage?.phase !== 'question' || (answer && answer.status !== 'rejected')) return;
    const { index: question } = stage.question;
    // Who comes back may see a new question before the `you` that belongs to it.
    if (you?.answered && you.question === question) return;
    const elapsed = Math.round(this.#options.clock.now() - this.#shownAt);
    this.#pending = { question, value, status: 'sent', game: stage.game, elapsed };
    this.#shown.update({ answer: this.#pending });
    if (this.#shown.snapshot().connection === 'open') this.#sendAnswer();
  }

  leave(): void {
    if (this.#shown.snapshot().connection === 'open') this.#line.send({ type: 'leave' });
    this.#close();
  }

  /** Gives up the connection without a word, as one that breaks: the seat is kept, also in the lobby. Nothing is shown any more. */
  disconnect(): void {
    this.#line.close();
  }

  /** Who comes back is known by the token alone; the PIN and the name may be no good any more. */
  #introduce(carrier: Carrier): void {
    this.#shown.update({ carrier });
    const token = this.#token;
    const { team } = this.#options;
    this.#line.send(
      this.#shown.snapshot().welcome
        ? { type: 'resume', token }
        : { type: 'join', pin: this.#pin, name: this.#name, token, ...(team !== undefined && { team }) },
    );
  }

  #receive(message: News): void {
    switch (message.type) {
      case 'welcome':
        return this.#welcomed(message);
      case 'stage':
        return this.#showStage(message);
      case 'you':
        return this.#showYou(message);
      case 'rejected':
        return this.#rejected(message);
    }
  }

  #welcomed(welcome: Welcome): void {
    this.#sendAgain = this.#pending?.status === 'sent';
    this.#shown.update({ connection: 'open', welcome, rejection: null, end: null });
  }

  #showStage(stage: Stage): void {
    const before = this.#shown.snapshot().stage;
    const isSameQuestion = before?.game === stage.game && questionIndexOf(before) === questionIndexOf(stage);
    if (stage.phase === 'question' && !(isSameQuestion && before.phase === 'question')) {
      this.#shownAt = this.#options.clock.now();
    }
    if (!isSameQuestion && questionIndexOf(stage) !== null) this.#pending = null;
    this.#shown.update({ stage, answer: this.#pending });
  }

  #showYou(you: You): void {
    const { stage } = this.#shown.snapshot();
    const pending = this.#pending;
    if (pending?.status === 'sent' && you.question === pending.question) {
      if (you.answered) this.#pending = { ...pending, status: 'accepted' };
      else if (this.#sendAgain && stage?.phase === 'question') this.#sendAnswer();
      else if (stage?.phase !== 'question')
        this.#pending = { ...pending, status: 'rejected', message: LATE_ANSWER };
    }
    this.#sendAgain = false;
    this.#shown.update({ you, answer: this.#pending });
  }

  #rejected(rejection: Rejected): void {
    if (this.#shown.snapshot().connection === 'open') return this.#answerRejected(rejection);
    this.#line.close();
    this.#shown.update({ connection: 'idle', rejection });
  }

  #answerRejected({ code, message, question }: Rejected): void {
    const pending = this.#pending;
    if (!pending || question !== pending.question || pending.status !== 'sent') return;
    this.#pending =
      code === 'already-answered'
        ? { ...pending, status: 'accepted' }
        : { ...pending, status: 'rejected', message };
    this.#shown.update({ answer: this.#pending });
  }

  #sendAnswer(): void {
    if (!this.#pending) return;
    const { question, value: answer, elapsed, game } = this.#pending;
    this.#line.send({ type: 'answer', question, answer, elapsed, game });
  }

  #close(change: Partial<PlayerSnapshot> = {}): void {
    this.#line.close();
    this.#shown.update({ connection: 'closed', ...change });
  }
}

const LATE_ANSWER = 'The question closed before your answer arrived.';
