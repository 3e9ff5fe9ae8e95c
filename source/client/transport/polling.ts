import { HttpClient } from './http-client.ts';
import { type Answered, type Asking, HoldTime, type Said, askUntilAnswered } from './requests.ts';
import type { Carrier, ConnectOptions, Link, LinkHandlers, Transport } from './transport.ts';
import { Waits } from './waits.ts';
import type { Clock } from '../../clock.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import {
  ANSWERS_PATH,
  INFO_PATH,
  OWN_PLAYER_PATH,
  PLAYERS_PATH,
  PROTOCOL,
  VIEWS_PATH,
} from '../../protocol/endpoints.ts';
import { parseGameInfo } from '../../protocol/game-info.ts';
import type { TransportFailure } from '../../network/faults/transport-failure.ts';

export interface PollingOptions extends ConnectOptions {
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Reaches a game by requests that the server holds until there is news. @param base As `parseAddress` gives it. */
export function longPollingTransport(base: string, options: PollingOptions): Transport {
  return transport(base, options, 'long-polling', new HoldTime());
}

/** Reaches a game by a request each second. @param base As `parseAddress` gives it. */
export function pollingTransport(base: string, options: PollingOptions): Transport {
  return transport(base, options, 'polling', null);
}

/** Its lines share what was learnt of how long a request may be held. */
function transport(
  base: string,
  options: PollingOptions,
  carrier: Carrier,
  hold: HoldTime | null,
): Transport {
  const { clock, random } = options;
  const client = new HttpClient(base, options, clock);
  return { open: (handlers) => new PollingLink({ client, hold, clock, random, carrier }, handlers) };
}

/** Who asks whether a game is there, and who leaves, does not wait that long. */
const OPEN_WITHIN_MS = 5000;
const LEAVE_WITHIN_MS = 1000;

/** Between two requests for what to show, where none is held, in milliseconds. */
const POLL_EVERY_MS = 1000;

export interface PollingLinkOptions extends Omit<Asking, 'waits' | 'signal'> {
  readonly carrier: Carrier;
}

/** A line to a game made of requests: one that asks for what to show, again and again, and those that say something. */
class PollingLink implements Link {
  readonly #options: PollingLinkOptions;
  readonly #handlers: LinkHandlers;
  readonly #gone = new AbortController();
  readonly #waits: Waits;
  readonly #asking: Asking;
  #token = '';
  /** The versions of what was heard last. */
  readonly #known: { stage?: string; you?: string } = {};

  constructor(options: PollingLinkOptions, handlers: LinkHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    const { signal } = this.#gone;
    this.#waits = new Waits(options.clock, signal);
    this.#asking = { ...options, waits: this.#waits, signal };
    void this.#open();
  }

  send(message: ClientMessage): void {
    if (message.type === 'answer') void this.#answer(message);
    else if (message.type === 'leave') void this.#leave();
    else void this.#enter(message);
  }

  close(): void {
    this.#gone.abort();
  }

  get #isClosed(): boolean {
    return this.#gone.signal.aborted;
  }

  /** Nobody is told a PIN who is not a termquiz. */
  async #open(): Promise<void> {
    const { client, carrier } = this.#options;
    const request = { method: 'GET', path: INFO_PATH, timeoutMs: OPEN_WITHIN_MS } as const;
    const answer = await client.ask({ ...request, signal: this.#gone.signal });
    if (this.#isClosed) return;
    if (!answer.ok) return this.#end(answer.failure);
    const game = parseGameInfo(answer);
    if (!game) return this.#end(client.responseFailure(INFO_PATH, answer));
    if (game.protocol !== PROTOCOL) return this.#end(client.protocolFailure(game));
    return this.#handlers.onOpen(carrier);
  }

  async #enter(message: Exclude<ClientMessage, { type: 'answer' | 'leave' }>): Promise<void> {
    const heard = await this.#ask(() => ({ method: 'POST', path: PLAYERS_PATH, message }));
    this.#hear(heard);
    const welcome = heard.find(({ message: { type } }) => type === 'welcome')?.message;
    if (welcome?.type !== 'welcome' || welcome.token === null) return;
    this.#token = welcome.token;
    await this.#keepPolling();
  }

  async #answer(message: Extract<ClientMessage, { type: 'answer' }>): Promise<void> {
    const heard = await this.#ask(() => ({
      method: 'POST',
      path: ANSWERS_PATH,
      message,
      token: this.#token,
    }));
    // The `you` is left to the request for what to show, which brings the stage that it belongs to before it.
    this.#hear(heard.filter(({ message: { type } }) => type !== 'you'));
    this.#waits.end();
  }

  async #leave(): Promise<void> {
    const { client } = this.#options;
    await client.ask({
      method: 'DELETE',
      path: OWN_PLAYER_PATH,
      token: this.#token,
      timeoutMs: LEAVE_WITHIN_MS,
    });
  }

  async #keepPolling(): Promise<void> {
    const { clock, hold } = this.#options;
    while (!this.#isClosed) {
      const askedAt = clock.now();
      const heard = await this.#ask(() => this.#viewsRequest());
      this.#hear(heard);
      // Held, and answered early with nothing: somebody else asks with the same token.
      const isHurried = heard.length === 0 && clock.now() - askedAt < POLL_EVERY_MS;
      if (hold === null || isHurried) await this.#waits.wait(POLL_EVERY_MS);
    }
  }

  #viewsRequest(): Said {
    const holdS = this.#options.hold?.seconds ?? 0;
    const query = new URLSearchParams({ ...this.#known, wait: String(holdS) });
    return { method: 'GET', path: `${VIEWS_PATH}?${query.toString()}`, token: this.#token, holdS };
  }

  /** Nothing is heard where the line is closed meanwhile, or breaks. */
  async #ask(say: () => Said): Promise<readonly Answered[]> {
    const outcome = await askUntilAnswered(this.#asking, say);
    if ('heard' in outcome) return outcome.heard;
    this.#end(outcome.failure);
    return [];
  }

  #hear(heard: readonly Answered[]): void {
    for (const { text, message } of heard) {
      if (this.#isClosed) return;
      if (message.type === 'stage' || message.type === 'you')
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
