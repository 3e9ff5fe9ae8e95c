import type { ConnectionFailure } from './player-seat.ts';
import type { Carrier, Link, Transport } from './transport/transport.ts';
import type { Clock } from '../clock.ts';
import type { ClientMessage } from '../protocol/client-message.ts';
import { RESUME_WITHIN_MS } from '../protocol/endpoints.ts';
import {
  type Bye,
  type Rejected,
  type ServerMessage,
  parseServerMessage,
} from '../protocol/server-message.ts';
import type { TransportFailure } from '../network/faults/transport-failure.ts';

/** Who saw the game is given up on after trying for so long to see it again, in milliseconds. */
const RECONNECT_FOR_MS = 5 * 60_000;

/** Before there is anything to see somebody is waiting for it: this many tries, then a word on what is wrong. */
const FIRST_TRIES = 3;

export interface GameLineOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** What there is to show of a game. */
export type News = Exclude<ServerMessage, Bye>;

export interface GameLineHandlers {
  /** A line stands, also where another carrier takes over: who it is has to be said on it. */
  onOpen(carrier: Carrier): void;
  /** Something new. */
  onMessage(message: News): void;
  /** The line broke after the welcome, and is being made again. */
  onBreak(): void;
  /** The host has closed the game, and may go on with it: the line is being made again until there is an end. */
  onHostLeft(bye: Bye): void;
  /** It is over: the server has said so, no line could be had, or not again, or nobody is let in there any more. */
  onEnd(end: Bye | ConnectionFailure): void;
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
  /** There was a stage on any line. */
  #hasSeen = false;
  #failedTries = 0;
  /** When the line broke on which the last stage came; null while that is there. */
  #lostAt: number | null = null;
  /** What the host said when it closed the game; null while it has not, and once it goes on. */
  #hostLeft: Bye | null = null;
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
    if (message.type === 'bye') return this.#dismissed(message);
    if (message.type === 'welcome') this.#enter();
    if (message.type === 'stage') this.#see();
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
    if (code === 'kicked') return this.#handlers.onEnd({ type: 'failure', message });
    this.#giveUp(message);
  }

  /** To who was told that the host has closed the game it is no news why it is not gone on with. */
  #giveUp(message: string): void {
    this.#handlers.onEnd(this.#hostLeft ?? { type: 'failure', message });
  }

  #dismissed(bye: Bye): void {
    if (bye.code !== 'host-left' || !this.#hasSeen) return this.#handlers.onEnd(bye);
    this.#hostLeft = bye;
    this.#lostAt ??= this.#options.clock.now();
    this.#handlers.onHostLeft(bye);
    this.#retry();
  }

  /** A new line starts from nothing: the server may be another process than the one before. */
  #enter(): void {
    this.#hasEntered = true;
    this.#isIn = true;
    if (this.#hostLeft) {
      this.#hostLeft = null;
      this.#lostAt = null;
    }
    this.#aheadMs = null;
    this.#versions.clear();
  }

  /** Only now the line is worth something: there are proxies that let in, and let nothing be seen. */
  #see(): void {
    this.#hasSeen = true;
    this.#failedTries = 0;
    this.#lostAt = null;
  }

  /** The message that was the shortest on its way tells the server's clock best. */
  #setClock(serverNow: number): void {
    this.#aheadMs = Math.max(this.#aheadMs ?? -Infinity, serverNow - this.#options.clock.now());
  }

  #lost(failure: TransportFailure): void {
    this.#link = null;
    this.#isIn = false;
    if (this.#isGivenUp(failure)) return this.#giveUp(failure.message);
    if (this.#hasEntered && !this.#hostLeft) this.#handlers.onBreak();
    this.#retry();
  }

  #isGivenUp({ isFinal, isForeign = false }: TransportFailure): boolean {
    if (!this.#hasSeen) return isFinal || this.#failedTries + 1 >= FIRST_TRIES;
    const now = this.#options.clock.now();
    this.#lostAt ??= now;
    const awayMs = now - this.#lostAt;
    return this.#hostLeft ? isForeign || awayMs > RESUME_WITHIN_MS : awayMs > RECONNECT_FOR_MS;
  }
}

const FIRST_MS = 250;
const LONGEST_MS = 5000;

/**
 * How long to wait before a try to connect again, in milliseconds: anything from 0 to a bound that doubles with each try
 * ("full jitter"), so that a room that lost its host does not come back all at once.
 *
 * @param tries How many have failed before, from 0.
 * @param random From 0 to 1, drawn for this try.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(tries: number, random: number): number {
  return random * Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
}
