import { type Rejected, type ServerMessage, parseServerMessage } from '../protocol/server-message.ts';
import type { ClientMessage } from '../protocol/client-message.ts';
import { backoffMs } from './backoff.ts';
import type { Clock } from './clock.ts';
import type { ConnectionFailure } from './player-seat.ts';
import type { Carrier, Link, LinkFailure, Transport } from './transport.ts';

/** Who was in the game is given up on after trying for so long, in milliseconds. */
const RECONNECT_FOR_MS = 5 * 60_000;

/** Before the first welcome somebody is waiting for it: this many tries, then a word on what is wrong. */
const FIRST_TRIES = 3;

export interface GameLineOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

export interface GameLineHandlers {
  /** A line stands, also where another carrier takes over: who it is has to be said on it. */
  onOpen(carrier: Carrier): void;
  /** Something new. */
  onMessage(message: ServerMessage): void;
  /** The line broke after the welcome, and is being made again. */
  onBreak(): void;
  /** No line could be had, or not again, or nobody is let in there any more. */
  onFailure(failure: ConnectionFailure): void;
}

/**
 * A line to a game that is made again when it breaks. It knows the server's clock, and passes on of what the server shows
 * only what is newer than what was shown before.
 */
export class GameLine {
  readonly #options: GameLineOptions;
  readonly #handlers: GameLineHandlers;
  #link: Link | null = null;
  /** There was a welcome on any line, and on this one. */
  #hasEntered = false;
  #isIn = false;
  #failedTries = 0;
  #lostAt: number | null = null;
  #cancelRetry: () => void = () => undefined;
  /** What the server's clock is ahead of ours, in milliseconds; null before the first message that tells. */
  #aheadMs: number | null = null;
  /** The newest versions that came on this line. */
  readonly #versions = new Map<ServerMessage['type'], number>();

  constructor(options: GameLineOptions, handlers: GameLineHandlers) {
    this.#options = options;
    this.#handlers = handlers;
  }

  /** The server's clock as far as it is known here, in milliseconds. */
  now(): number {
    return this.#options.clock.now() + (this.#aheadMs ?? 0);
  }

  /** Makes the line, or another one, because somebody wants it now. */
  open(): void {
    this.#failedTries = 0;
    this.#connect();
  }

  send(message: ClientMessage): void {
    this.#link?.send(message);
  }

  /** Gives up the line; none is made any more. */
  close(): void {
    this.#cancelRetry();
    this.#link?.close();
    this.#link = null;
  }

  /** Makes another line after a while. */
  #retry(): void {
    this.close();
    const { clock, random } = this.#options;
    this.#cancelRetry = clock.after(backoffMs(this.#failedTries++, random()), () => this.#connect());
  }

  #connect(): void {
    this.close();
    this.#isIn = false;
    this.#link = this.#options.transport.open({
      onOpen: (carrier) => this.#opened(carrier),
      onMessage: (text) => this.#receive(parseServerMessage(text)),
      onClose: (failure) => this.#lost(failure),
    });
  }

  #opened(carrier: Carrier): void {
    this.#isIn = false;
    this.#handlers.onOpen(carrier);
  }

  #receive(message: ServerMessage | undefined): void {
    // A message of a newer server: what it means to older clients is nothing.
    if (!message || this.#isOutdated(message)) return;
    if (message.type === 'rejected' && this.#isComingBack) return this.#refused(message);
    if (message.type === 'welcome') this.#enter();
    if ('now' in message) this.#setClock(message.now);
    this.#handlers.onMessage(message);
  }

  #isOutdated(message: ServerMessage): boolean {
    if (message.type !== 'stage' && message.type !== 'you') return false;
    if (message.version <= (this.#versions.get(message.type) ?? -Infinity)) return true;
    this.#versions.set(message.type, message.version);
    return false;
  }

  /** Between a line that broke and the next welcome. */
  get #isComingBack(): boolean {
    return this.#hasEntered && !this.#isIn;
  }

  /** There is no way back, except where the server has too much to do. */
  #refused({ code, message }: Rejected): void {
    if (code === 'rate-limited') return this.#retry();
    this.#handlers.onFailure({ type: 'failure', message });
  }

  /** A new line starts from nothing: the server may be another process than the one before. */
  #enter(): void {
    this.#hasEntered = true;
    this.#isIn = true;
    this.#failedTries = 0;
    this.#lostAt = null;
    this.#aheadMs = null;
    this.#versions.clear();
  }

  /** The message that was the shortest on its way tells the server's clock best. */
  #setClock(serverNow: number): void {
    this.#aheadMs = Math.max(this.#aheadMs ?? -Infinity, serverNow - this.#options.clock.now());
  }

  #lost(failure: LinkFailure): void {
    this.#link = null;
    this.#isIn = false;
    if (this.#isGivenUp(failure)) {
      return this.#handlers.onFailure({ type: 'failure', message: failure.message });
    }
    if (this.#hasEntered) this.#handlers.onBreak();
    this.#retry();
  }

  #isGivenUp({ isFinal }: LinkFailure): boolean {
    if (!this.#hasEntered) return isFinal || this.#failedTries + 1 >= FIRST_TRIES;
    const now = this.#options.clock.now();
    this.#lostAt ??= now;
    return now - this.#lostAt > RECONNECT_FOR_MS;
  }
}
