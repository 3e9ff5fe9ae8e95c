import type { ClientMessage } from '../protocol/client-message.ts';
import { ANSWERS_PATH, INFO_PATH, OWN_PLAYER_PATH, PLAYERS_PATH, VIEWS_PATH } from '../protocol/endpoints.ts';
import { parseJson } from '../quiz/parse-json.ts';
import { type Answered, answeredMessages } from './answered-messages.ts';
import { backoffMs } from './backoff.ts';
import type { Clock } from './clock.ts';
import { isPassing } from './foreign-answer.ts';
import type { HoldTime } from './hold-time.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts';
import type { Carrier, Link, LinkFailure, LinkHandlers } from './transport.ts';

/** A server that does not answer within this is not there; a held request gets as much on top. In milliseconds. */
const ANSWER_WITHIN_MS = 8000;

/** Who asks whether a game is there, and who leaves, does not wait that long. */
const OPEN_WITHIN_MS = 5000;
const LEAVE_WITHIN_MS = 1000;

/** What did not get through is sent so often before the line counts as broken. */
const TRIES = 3;

/** What fails sooner does so whether it is held or not, in milliseconds. */
const CUT_AFTER_MS = 500;

/** Between two requests for what to show, where none is held. */
const POLL_EVERY_MS = 1000;

export interface PollingLinkOptions {
  readonly client: HttpClient;
  /** Null: requests are not held, and made each second. */
  readonly hold: HoldTime | null;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly carrier: Carrier;
}

/** A request, and for how many seconds it may be held. */
type Said = Omit<HttpRequest, 'timeoutMs' | 'signal'> & { readonly holdS?: number };

/** A line to a game made of requests: one that asks for what to show, again and again, and those that say something. */
export class PollingLink implements Link {
  readonly #options: PollingLinkOptions;
  readonly #handlers: LinkHandlers;
  readonly #gone = new AbortController();
  /** What ends each wait between requests. */
  readonly #waits = new Set<() => void>();
  #token = '';
  /** The versions of what was heard last. */
  readonly #known: { stage?: string; you?: string } = {};

  constructor(options: PollingLinkOptions, handlers: LinkHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    void this.#open();
  }

  send(message: ClientMessage): void {
    if (message.type === 'answer') void this.#answer(message);
    else if (message.type === 'leave') void this.#leave();
    else void this.#enter(message);
  }

  close(): void {
    this.#gone.abort();
    this.#goOn();
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
    if (nameIn(answer.body) === 'termquiz') this.#handlers.onOpen(carrier);
    else this.#end(client.foreignAnswer(INFO_PATH, answer));
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
    this.#goOn();
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
      if (hold === null || isHurried) await this.#wait(POLL_EVERY_MS);
    }
  }

  #viewsRequest(): Said {
    const holdS = this.#options.hold?.seconds ?? 0;
    const query = new URLSearchParams({ ...this.#known, wait: String(holdS) });
    return { method: 'GET', path: `${VIEWS_PATH}?${query.toString()}`, token: this.#token, holdS };
  }

  /** Asks until the server answers. Nothing is heard where the line is closed meanwhile, or breaks. */
  async #ask(say: () => Said): Promise<readonly Answered[]> {
    for (let failures = 0; ;) {
      const said = say();
      const askedAt = this.#options.clock.now();
      const answer = await this.#send(said);
      if (this.#isClosed) return [];
      const outcome = outcomeOf(this.#options.client, said.path, answer);
      if ('heard' in outcome) return outcome.heard;
      if (this.#isHeldForLess(said, answer, askedAt)) continue;
      failures++;
      if (outcome.failure.isFinal || !outcome.isTransient || failures >= TRIES) {
        this.#end(outcome.failure);
        return [];
      }
      const isTooMuch = answer.ok && answer.status === 429;
      await this.#wait(isTooMuch ? POLL_EVERY_MS : backoffMs(failures, this.#options.random()));
    }
  }

  async #send({ holdS = 0, ...request }: Said): Promise<HttpAnswer> {
    const timeoutMs = holdS * 1000 + ANSWER_WITHIN_MS;
    return this.#options.client.ask({ ...request, timeoutMs, signal: this.#gone.signal });
  }

  /** Whether something on the way cut a request that was held, and the next one can be held for less. */
  #isHeldForLess({ holdS = 0 }: Said, answer: HttpAnswer, askedAt: number): boolean {
    const { clock, hold } = this.#options;
    const isCut = answer.ok ? PROXY_CUTS.has(answer.status) : answer.isCut;
    const wasHeld = holdS > 0 && clock.now() - askedAt >= CUT_AFTER_MS;
    return isCut && wasHeld && hold?.wasCut(holdS) === true;
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

  async #wait(ms: number): Promise<void> {
    if (this.#isClosed) return;
    await new Promise<void>((resolve) => {
      const goOn = () => {
        cancel();
        this.#waits.delete(goOn);
        resolve();
      };
      const cancel = this.#options.clock.after(ms, goOn);
      this.#waits.add(goOn);
    });
  }

  #goOn(): void {
    for (const goOn of this.#waits) goOn();
  }

  #end(failure: LinkFailure): void {
    if (this.#isClosed) return;
    this.close();
    this.#handlers.onClose(failure);
  }
}

type Outcome =
  { readonly heard: readonly Answered[] } | { readonly failure: LinkFailure; readonly isTransient: boolean };

/** What an answer says, or why it says nothing. */
function outcomeOf(client: HttpClient, path: string, answer: HttpAnswer): Outcome {
  if (!answer.ok) return { failure: answer.failure, isTransient: true };
  const { status, body } = answer;
  const heard = answeredMessages(body);
  const rejected = heard?.[0]?.message;
  // Beside a join and an answer it is the line that is rejected: a new one is told why.
  if (rejected?.type === 'rejected' && rejected.question === undefined && path !== PLAYERS_PATH) {
    return { failure: { message: rejected.message, isFinal: false }, isTransient: status === 429 };
  }
  if (heard) return { heard };
  return { failure: client.foreignAnswer(path, answer), isTransient: isPassing(status) };
}

/** What proxies answer when a server takes longer than they wait. */
const PROXY_CUTS: ReadonlySet<number> = new Set([408, 502, 504]);

/** The name that a server gives when it is asked what it is. */
function nameIn(body: string): unknown {
  const info = parseJson(body);
  return typeof info === 'object' && info !== null ? Reflect.get(info, 'name') : undefined;
}
