import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type ServerMessage, parseServerMessage } from '../../source/protocol/server-message.ts';

type MessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>;

/** A client that shows what the wire brings: sends what it is told to, and remembers what comes. */
export class WireClient {
  readonly messages: ServerMessage[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  readonly #waiting = new Set<() => void>();

  private constructor(url: string, pongAfterMs: number | null) {
    this.#socket = new WebSocket(`${url}/v1/socket`, ['termquiz.v1'], { autoPong: pongAfterMs === null });
    this.#socket.on('ping', (payload) => {
      if (pongAfterMs !== null) setTimeout(() => this.#socket.pong(payload), pongAfterMs);
    });
    this.#socket.on('message', (data) => {
      const message = parseServerMessage(data.toString());
      if (message) this.messages.push(message);
      for (const check of this.#waiting) check();
    });
    this.closed = new Promise((resolve, reject) => {
      this.#socket.once('close', resolve);
      this.#socket.once('error', reject);
    });
    onTestFinished(() => this.#socket.terminate());
  }

  /** @param pongAfterMs The delay of each pong, in milliseconds; null for no delay. */
  static async connect(url: string, pongAfterMs: number | null = null): Promise<WireClient> {
    const client = new WireClient(url, pongAfterMs);
    await new Promise<void>((resolve) => client.#socket.once('open', () => resolve()));
    return client;
  }

  /** Takes a seat, and waits for the welcome. */
  static async join(url: string, pin: string, name: string, token?: string): Promise<WireClient> {
    const client = await WireClient.connect(url);
    client.send({ type: 'join', pin, name, ...(token !== undefined && { token }) });
    await client.next('welcome');
    return client;
  }

  send(message: object): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** Breaks the connection without a goodbye. */
  drop(): void {
    this.#socket.terminate();
  }

  last<Type extends ServerMessage['type']>(type: Type): MessageOf<Type> | undefined {
    return this.messages.findLast((message): message is MessageOf<Type> => message.type === type);
  }

  /** The newest message of this type that `matches`, once it is there. */
  async next<Type extends ServerMessage['type']>(
    type: Type,
    matches: (message: MessageOf<Type>) => boolean = () => true,
  ): Promise<MessageOf<Type>> {
    return new Promise((resolve) => {
      const check = () => {
        const found = this.last(type);
        if (!found || !matches(found)) return;
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** The stage once it shows this phase, and this question where one is given. */
  async stage(phase: string, question?: number): Promise<MessageOf<'stage'>> {
    return this.next('stage', (stage) => {
      const index = 'question' in stage ? stage.question.index : undefined;
      return stage.phase === phase && (question === undefined || index === question);
    });
  }
}
