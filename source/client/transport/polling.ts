import { Delays } from './delays.ts';
import {
  type HttpClient,
  type PollingRequest,
  HoldTime,
  type ReceivedMessage,
  type RequestContext,
  sendRequest,
} from './send-request.ts';
import type {
  Connection,
  ConnectionHandlers,
  Transport,
  TransportFailure,
  TransportName,
} from './transport.ts';
import { type Clock, SecondLimit } from '../../clock.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import {
  ANSWERS_PATH,
  INFO_PATH,
  MOVE_PATH,
  NAME_PATH,
  OWN_PLAYER_PATH,
  PLAYERS_PATH,
  PROTOCOL,
  REVIEWS_PATH,
  VIEWS_PATH,
} from '../../protocol/endpoints.ts';
import { parseGameInfo } from '../../protocol/game-info.ts';

export interface PollingOptions {
  readonly client: HttpClient;
  readonly clock: Clock;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

/** Creates a transport over requests that the server holds until something changes. */
export function longPollingTransport(options: PollingOptions): Transport {
  return createTransport(options, 'long-polling', new HoldTime());
}

/** Creates a transport over one request per second. */
export function pollingTransport(options: PollingOptions): Transport {
  return createTransport(options, 'polling', null);
}

/** All connections of the transport share the hold time that works on this network. */
function createTransport(
  { client, clock, random }: PollingOptions,
  transport: TransportName,
  holdTime: HoldTime | null,
): Transport {
  return {
    connect: (handlers) => new PollingConnection({ client, holdTime, clock, random, transport }, handlers),
  };
}

/** Shorter timeouts for the first request, and for the last one, in milliseconds. */
const OPEN_TIMEOUT_MS = 5000;
const LEAVE_TIMEOUT_MS = 1000;

/** The time between two requests for the views that are not held, in milliseconds. */
const POLL_INTERVAL_MS = 1000;

/** The most requests for the views in a second: no more than a server accepts, even if it always has news. */
const MAX_REQUESTS_PER_SECOND = 10;

interface PollingConnectionOptions extends Omit<RequestContext, 'delays' | 'signal' | 'onRoundTrip'> {
  readonly transport: TransportName;
}

/** A connection made of requests: a loop of requests for the views, and one request for each message to the server. */
class PollingConnection implements Connection {
  readonly #options: PollingConnectionOptions;
  readonly #handlers: ConnectionHandlers;
  readonly #closing = new AbortController();
  readonly #delays: Delays;
  readonly #context: RequestContext;
  #token = '';
  /** The versions of the newest views. `counts` is 0 before the first, because the server sends none without a version. */
  readonly #known: { stage?: string; counts: string; you?: string } = { counts: '0' };

  constructor(options: PollingConnectionOptions, handlers: ConnectionHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    const { signal } = this.#closing;
    this.#delays = new Delays(options.clock, signal);
    const onRoundTrip = (ms: number) => handlers.onRoundTrip?.(ms);
    this.#context = { ...options, delays: this.#delays, signal, onRoundTrip };
    void this.#open();
  }

  send(message: ClientMessage): void {
    if (message.type === 'answer') void this.#post(ANSWERS_PATH, message);
    else if (message.type === 'review') void this.#review(message);
    else if (message.type === 'rename') void this.#post(NAME_PATH, message);
    else if (message.type === 'move') void this.#post(MOVE_PATH, message);
    else if (message.type === 'leave') void this.#leave();
    // Only WebSockets need pings.
    else if (message.type !== 'ping') void this.#enter(message);
  }

  close(): void {
    this.#closing.abort();
  }

  /** Ends the connection at once: a request that was held while the device slept may never get a response. */
  check(): void {
    this.#end({ message: 'The connection was lost.', isFinal: false });
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Makes sure that the server is a game before the client sends it the PIN. */
  async #open(): Promise<void> {
    const { client, transport } = this.#options;
    const request = { method: 'GET', path: INFO_PATH, timeoutMs: OPEN_TIMEOUT_MS } as const;
    const result = await client.request({ ...request, signal: this.#closing.signal });
    if (this.#isClosed) return;
    if (!result.ok) return this.#end(result.failure);
    const game = parseGameInfo(result);
    if (!game) return this.#end(client.responseFailure(INFO_PATH, result));
    if (game.protocol !== PROTOCOL) return this.#end(client.protocolFailure(game));
    return this.#handlers.onOpen(transport);
  }

  async #enter(
    message: Extract<ClientMessage, { type: 'join' | 'resume' | 'continue' | 'watch' }>,
  ): Promise<void> {
    const messages = await this.#request(() => ({ method: 'POST', path: PLAYERS_PATH, message }));
    this.#handle(messages);
    const welcome = messages.find(({ message: { type } }) => type === 'welcome')?.message;
    if (welcome?.type !== 'welcome' || welcome.token === null) return;
    this.#token = welcome.token;
    if (this.#options.holdTime) void this.#openSecondConnection();
    await this.#poll();
  }

  /** Opens a connection for answers in advance, because the first one is usually busy, and a handshake would delay the answer. */
  async #openSecondConnection(): Promise<void> {
    const { client } = this.#options;
    const { signal } = this.#closing;
    await client.request({ method: 'GET', path: INFO_PATH, timeoutMs: OPEN_TIMEOUT_MS, signal });
  }

  async #post(path: string, message: ClientMessage): Promise<void> {
    const messages = await this.#request(() => ({
      method: 'POST',
      path,
      message,
      token: this.#token,
    }));
    // The next request for the views brings the `you`, after the stage that it belongs to.
    this.#handle(messages.filter(({ message: { type } }) => type !== 'you'));
    this.#delays.interrupt();
  }

  async #review(message: Extract<ClientMessage, { type: 'review' }>): Promise<void> {
    const token = this.#token;
    this.#handle(await this.#request(() => ({ method: 'POST', path: REVIEWS_PATH, message, token })));
  }

  async #leave(): Promise<void> {
    const { client } = this.#options;
    await client.request({
      method: 'DELETE',
      path: OWN_PLAYER_PATH,
      token: this.#token,
      timeoutMs: LEAVE_TIMEOUT_MS,
    });
  }

  async #poll(): Promise<void> {
    const { clock, holdTime } = this.#options;
    const limit = new SecondLimit(MAX_REQUESTS_PER_SECOND);
    while (!this.#isClosed) {
      const sentAt = clock.now();
      const messages = await this.#request(() => this.#viewsRequest());
      this.#handle(messages);
      // An early response without views: another client polls with the same token.
      const isTooEarly = messages.length === 0 && clock.now() - sentAt < POLL_INTERVAL_MS;
      const limitedMs = limit.count(clock.now());
      const waitMs = holdTime === null || isTooEarly ? POLL_INTERVAL_MS : limitedMs;
      if (waitMs > 0) await this.#delays.wait(waitMs);
    }
  }

  #viewsRequest(): PollingRequest {
    const wait = this.#options.holdTime?.seconds ?? 0;
    const query = new URLSearchParams({ ...this.#known, wait: String(wait) });
    // The server holds no request of a client without views.
    const holdS = this.#known.stage === undefined ? 0 : wait;
    return { method: 'GET', path: `${VIEWS_PATH}?${query.toString()}`, token: this.#token, holdS };
  }

  /** Returns no messages if the connection is closed in the meantime, or breaks. */
  async #request(createRequest: () => PollingRequest): Promise<readonly ReceivedMessage[]> {
    const outcome = await sendRequest(this.#context, createRequest);
    if ('messages' in outcome) return outcome.messages;
    this.#end(outcome.failure);
    return [];
  }

  #handle(messages: readonly ReceivedMessage[]): void {
    for (const { text, message } of messages) {
      if (this.#isClosed) return;
      if (message.type === 'stage' || message.type === 'counts' || message.type === 'you')
        this.#known[message.type] = String(message.version);
      this.#handlers.onMessage(text);
      if (message.type === 'bye') this.#end({ message: message.message, isFinal: true });
    }
  }

  #end(failure: TransportFailure): void {
    if (this.#isClosed) return;
    this.close();
    this.#handlers.onClose(failure);
  }
}
