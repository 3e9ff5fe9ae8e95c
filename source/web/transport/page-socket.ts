import { BLOCKED, FOREIGN } from './failures.ts';
import type { TransportFailure } from '../../client/transport/transport.ts';
import type { GameSocket } from '../../client/transport/websocket.ts';
import { type Clock, SecondLimit } from '../../clock.ts';
import { SUBPROTOCOL } from '../../protocol/endpoints.ts';
import { MAX_SERVER_MESSAGE_BYTES, parseServerMessage } from '../../protocol/server-message.ts';

/** The browser's `WebSocket`. Tests pass another one with the same interface. */
export type WebSocketConstructor = new (url: string, protocols: string[]) => BrowserSocket;

interface BrowserSocket {
  readonly readyState: number;
  readonly protocol: string;
  send(text: string): void;
  close(): void;
  addEventListener(event: 'open', listener: () => void): void;
  addEventListener(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(event: 'close', listener: (event: { readonly code: number }) => void): void;
}

export interface PageSocketOptions {
  readonly WebSocket: WebSocketConstructor;
  readonly url: string;
  readonly clock: Clock;
  /** How long the WebSocket may take to open, in milliseconds. */
  readonly openTimeoutMs: number;
  readonly onFailure: (failure: TransportFailure) => void;
}

/** The close code of a connection that broke without a close frame. */
const ABNORMAL_CLOSURE = 1006;

/** The state of a WebSocket that can send. */
const OPEN = 1;

/** Longer than any `pong`, in characters. */
const MAX_PONG_LENGTH = 60;

interface Listeners {
  open: () => void;
  ping: () => void;
  message: (data: string) => void;
  pong: (payload: string) => void;
  close: (code: number) => void;
}

/**
 * A WebSocket of the page. Browsers can neither send WebSocket pings nor see them, so its pings and pongs are messages. Nor can
 * they stop reading: messages beyond the limit wait, and newer ones replace older ones of the same type.
 */
export class PageSocket implements GameSocket {
  /** Browsers cannot pause: see above. */
  readonly isPaused = false;
  readonly #options: PageSocketOptions;
  readonly #socket: BrowserSocket | null;
  readonly #listeners: { readonly [Event in keyof Listeners]: Listeners[Event][] } = {
    open: [],
    ping: [],
    message: [],
    pong: [],
    close: [],
  };
  readonly #pace: Pace;
  #isOpen = false;
  #isClosed = false;
  readonly #cancelTimeout: () => void;

  constructor(options: PageSocketOptions) {
    const { clock, openTimeoutMs } = options;
    this.#options = options;
    this.#pace = new Pace(clock, (text) => this.#receive(text));
    this.#cancelTimeout = clock.after(openTimeoutMs, () => this.#fail(BLOCKED));
    this.#socket = this.#open();
  }

  on<Event extends keyof Listeners>(event: Event, listener: Listeners[Event]): void {
    this.#listeners[event].push(listener);
  }

  ping(payload: string): void {
    this.send(JSON.stringify({ type: 'ping', id: Number(payload) }));
  }

  send(text: string): void {
    // Browsers throw while it opens, and complain once it closes.
    if (this.#socket?.readyState === OPEN) this.#socket.send(text);
  }

  close(): void {
    this.#socket?.close();
    if (!this.#isOpen) this.#end(ABNORMAL_CLOSURE);
  }

  /** Does not wait for the browser, which may take minutes to notice that a connection is dead. */
  terminate(): void {
    this.#socket?.close();
    this.#end(ABNORMAL_CLOSURE);
  }

  #open(): BrowserSocket | null {
    const { WebSocket, url, clock } = this.#options;
    try {
      const socket = new WebSocket(url, [SUBPROTOCOL]);
      socket.addEventListener('open', () => this.#onOpen());
      socket.addEventListener('message', ({ data }) => this.#onMessage(data));
      socket.addEventListener('close', ({ code }) => {
        if (!this.#isOpen) return this.#fail(BLOCKED);
        this.#pace.flush();
        this.#end(code);
      });
      return socket;
    } catch {
      // A setting of the browser forbids it.
      clock.soon(() => this.#fail(BLOCKED));
      return null;
    }
  }

  #onOpen(): void {
    if (this.#isClosed) return;
    this.#cancelTimeout();
    if (this.#socket?.protocol !== SUBPROTOCOL) return this.#fail({ ...FOREIGN, isBlocked: true });
    this.#isOpen = true;
    for (const listener of this.#listeners.open) listener();
  }

  #onMessage(data: unknown): void {
    if (this.#isClosed) return;
    if (typeof data !== 'string' || data.length > MAX_SERVER_MESSAGE_BYTES) return this.terminate();
    this.#pace.receive(data);
  }

  #receive(text: string): void {
    const pong = pongIn(text);
    if (pong === undefined) for (const listener of this.#listeners.message) listener(text);
    else for (const listener of this.#listeners.pong) listener(pong);
  }

  #fail(failure: TransportFailure): void {
    if (this.#isClosed) return;
    this.#options.onFailure(failure);
    this.terminate();
  }

  #end(code: number): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isOpen = false;
    this.#cancelTimeout();
    this.#pace.stop();
    for (const listener of this.#listeners.close) listener(code);
  }
}

/** Returns the number in a pong; undefined if the message is none. */
function pongIn(text: string): string | undefined {
  if (text.length > MAX_PONG_LENGTH || !text.includes('"pong"')) return undefined;
  const message = parseServerMessage(text);
  return message?.type === 'pong' ? String(message.id) : undefined;
}

/** The most messages handled in a second, each counted once more per 256 characters, as in Node. */
const MAX_MESSAGES_PER_SECOND = 200;
const CHARACTERS_PER_MESSAGE = 256;

/** The most types of messages that wait: more than the protocol has. */
const MAX_WAITING = 16;

/** Handles messages at a limited pace. Those that wait are replaced by newer ones of their type: every view is a whole one. */
class Pace {
  readonly #clock: Clock;
  readonly #handle: (text: string) => void;
  readonly #limit = new SecondLimit(MAX_MESSAGES_PER_SECOND);
  /** The newest message of each type, in the order in which they arrived. */
  readonly #waiting = new Map<string, string>();
  #cancelWait: (() => void) | undefined;

  constructor(clock: Clock, handle: (text: string) => void) {
    this.#clock = clock;
    this.#handle = handle;
  }

  receive(text: string): void {
    if (!this.#cancelWait) return this.#pass(text);
    const type = TYPE.exec(text)?.[1] ?? '';
    this.#waiting.delete(type);
    if (this.#waiting.size < MAX_WAITING) this.#waiting.set(type, text);
  }

  /** Handles all waiting messages at once, because no more follow. */
  flush(): void {
    for (const text of this.#waiting.values()) this.#handle(text);
    this.stop();
  }

  stop(): void {
    this.#cancelWait?.();
    this.#waiting.clear();
  }

  #pass(text: string): void {
    const amount = 1 + Math.floor(text.length / CHARACTERS_PER_MESSAGE);
    const waitMs = this.#limit.count(this.#clock.now(), amount);
    if (waitMs > 0) this.#cancelWait = this.#clock.after(waitMs, () => this.#resume());
    this.#handle(text);
  }

  #resume(): void {
    this.#cancelWait = undefined;
    for (const [type, text] of this.#waiting) {
      if (this.#cancelWait) return;
      this.#waiting.delete(type);
      this.#pass(text);
    }
  }
}

/** The type of a message, which the server writes first. */
const TYPE = /^\{"type":"([a-z]{1,20})"/u;
