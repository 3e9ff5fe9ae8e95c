import { WebSocket } from 'ws';
import { type ServerMessage, parseServerMessage } from '../../source/protocol/server-message.ts';
import type { AskedQuestion } from '../../source/view/stage.ts';
import type { Target } from './attack.ts';

/** The pause before a player who was turned away or cut off tries again, in milliseconds. */
const RETRY_MS = 200;

/** How a player reaches the host. */
export interface Way extends Target {
  /** The local address that the player connects from. Default: the attackers' address. */
  readonly from?: string;
  /** The address that a proxy in front of the host would report. */
  readonly forwardedFor?: string;
}

/** A player's answer to a question, and how long the player thinks about it, in milliseconds. */
export interface Plan {
  readonly answer: unknown;
  readonly afterMs: number;
}

/** A player who joins, answers every question, and comes back after being cut off. */
export class HonestPlayer {
  readonly name: string;
  readonly #way: Way;
  readonly #planFor: ((question: AskedQuestion) => Plan) | null;
  /** The times from sending an answer to its acknowledgement, in milliseconds. */
  readonly latencies: number[] = [];
  /** The answers that were acknowledged, by question. */
  readonly acknowledged = new Map<number, unknown>();
  /** When each answer that has not been acknowledged was sent. */
  readonly #sentAt = new Map<number, { readonly answer: unknown; readonly at: number }>();
  readonly #waiting = new Map<number, () => void>();
  readonly #startedAt = performance.now();
  #socket: WebSocket | null = null;
  #planned = -1;
  #joinedAt: number | null = null;
  #onJoined: () => void = () => undefined;
  #hasLeft = false;

  /** @param planFor Null for a player who only watches the others play. */
  constructor(name: string, way: Way, planFor: ((question: AskedQuestion) => Plan) | null) {
    this.name = name;
    this.#way = way;
    this.#planFor = planFor;
    this.#connect();
  }

  /** How long it took to get in, in milliseconds; null if the player is not in. */
  get joinedAfterMs(): number | null {
    return this.#joinedAt === null ? null : this.#joinedAt - this.#startedAt;
  }

  /** Resolves once the player is in. */
  async joined(): Promise<void> {
    if (this.#joinedAt === null) await new Promise<void>((resolve) => (this.#onJoined = resolve));
  }

  /** Resolves once the player's answer to this question has been acknowledged. */
  async hasAnswered(question: number): Promise<void> {
    if (this.acknowledged.has(question)) return;
    await new Promise<void>((resolve) => this.#waiting.set(question, resolve));
  }

  /** How long each answer that has not been acknowledged has been waiting, in milliseconds. */
  get waitingMs(): number[] {
    return [...this.#sentAt.values()].map(({ at }) => performance.now() - at);
  }

  leave(): void {
    this.#hasLeft = true;
    this.#socket?.terminate();
  }

  #connect(): void {
    const { port, isTls, from, forwardedFor } = this.#way;
    const socket = new WebSocket(`${isTls ? 'wss' : 'ws'}://127.0.0.1:${port}/v1/socket`, ['termquiz.v1'], {
      rejectUnauthorized: false,
      ...(from !== undefined && { localAddress: from }),
      ...(forwardedFor !== undefined && { headers: { 'X-Forwarded-For': forwardedFor } }),
    });
    this.#socket = socket;
    socket.on('open', () => this.#enter());
    socket.on('message', (data) => {
      const message = parseServerMessage(data.toString());
      if (message) this.#receive(message);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => this.#later(RETRY_MS, () => this.#connect()));
  }

  /** A join with the token of an existing seat takes that seat again. */
  #enter(): void {
    const token = this.name.replaceAll(/\W/gu, '-').padEnd(22, '-');
    this.#send({ type: 'join', pin: this.#way.pin, name: this.name, token });
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        this.#joinedAt ??= performance.now();
        return this.#onJoined();
      case 'rejected':
        return this.#rejected(message);
      case 'stage':
        if (message.phase === 'question') this.#play(message.question);
        return;
      case 'you': {
        const { question, answered, answer } = message;
        if (question === null) return;
        if (answered) this.#acknowledge(question, answer);
        // The answer was lost with an earlier connection.
        else this.#answer(question, this.#sentAt.get(question)?.answer);
        return;
      }
      default:
    }
  }

  #rejected({ code, question }: Extract<ServerMessage, { type: 'rejected' }>): void {
    if (question !== undefined) this.#sentAt.delete(question);
    else if (code === 'rate-limited') this.#later(RETRY_MS, () => this.#enter());
  }

  #play(question: AskedQuestion): void {
    const { index } = question;
    if (index <= this.#planned || !this.#planFor) return;
    this.#planned = index;
    const { answer, afterMs } = this.#planFor(question);
    this.#later(afterMs, () => {
      this.#sentAt.set(index, { answer, at: performance.now() });
      this.#answer(index, answer);
    });
  }

  #answer(question: number, answer: unknown): void {
    if (answer !== undefined) this.#send({ type: 'answer', question, answer });
  }

  #acknowledge(question: number, answer: unknown): void {
    const sent = this.#sentAt.get(question);
    if (!sent) return;
    this.#sentAt.delete(question);
    this.latencies.push(performance.now() - sent.at);
    this.acknowledged.set(question, answer);
    this.#waiting.get(question)?.();
    this.#waiting.delete(question);
  }

  #send(message: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #later(ms: number, act: () => void): void {
    setTimeout(() => {
      if (!this.#hasLeft) act();
    }, ms);
  }
}
