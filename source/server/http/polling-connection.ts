import * as z from 'zod/mini';
import type { Clock } from '../../clock.ts';
import { MAX_HOLD_S } from '../../protocol/endpoints.ts';
import { type CloseCode, type Connection, type EncodedMessage, encodeRejected } from '../connection.ts';

/** A seat for which nothing is asked for so long is away, in milliseconds. */
const AWAY_AFTER_MS = 10_000;

/** The versions that a client has; null for what it has not. */
export interface KnownVersions {
  readonly stage: number | null;
  readonly you: number | null;
}

/** Answers one request with a status and JSON. */
export type Reply = (status: number, json: string) => void;

export interface PollingHooks {
  /** A request waits for what is new. */
  onAsked(): void;
  /** Nothing was asked for a while. */
  onAway(): void;
  /** The goodbye was fetched. */
  onToldGoodbye(): void;
}

interface Poll {
  readonly type: 'poll';
  readonly known: KnownVersions;
  readonly reply: Reply;
  /** Null where it does not wait for something new. */
  readonly cancelWait: (() => void) | null;
}

/** A request that waits: for the welcome to a seat, for what to show, or for an answer to be acknowledged. */
type Asked =
  | Poll
  | { readonly type: 'entry'; readonly status: number; readonly reply: Reply }
  | { readonly type: 'answer'; readonly reply: Reply };

/**
 * A player's line over HTTP, which takes something only while a request waits for it. It keeps the newest stage and the
 * newest `you`: what was lost on its way is given again to who asks with the old versions.
 */
export class PollingConnection implements Connection {
  readonly #clock: Clock;
  readonly #hooks: PollingHooks;
  readonly #asked = new Set<Asked>();
  #stage: EncodedMessage | null = null;
  #you: EncodedMessage | null = null;
  #bye: EncodedMessage | null = null;
  #isToldGoodbye = false;
  #cancelAway: () => void = () => undefined;

  constructor(clock: Clock, hooks: PollingHooks) {
    this.#clock = clock;
    this.#hooks = hooks;
  }

  get writable(): boolean {
    return this.#bye === null && this.#asked.size > 0;
  }

  /** It is over for this line, whatever it is asked. */
  get isOver(): boolean {
    return this.#bye !== null;
  }

  /** The game is over or its host goes away, and the client has not heard of it. */
  get owesGoodbye(): boolean {
    const { message } = this.#bye ?? {};
    return message?.type === 'bye' && ['ended', 'host-left'].includes(message.code) && !this.#isToldGoodbye;
  }

  /** Answers a request for a seat with the welcome. Returns what is to be called when its client hangs up. */
  enter(status: number, reply: Reply): () => void {
    return this.#ask({ type: 'entry', status, reply });
  }

  /**
   * Answers a request for what differs from these versions: at once where something does, else as soon as it does, else
   * with neither after `waitMs`. The one before it is answered at once. Returns what is to be called when its client hangs
   * up.
   */
  poll(known: KnownVersions, waitMs: number, reply: Reply): () => void {
    for (const asked of this.#asked) if (asked.type === 'poll') this.#show(asked);
    const poll: Poll = {
      type: 'poll',
      known,
      reply,
      cancelWait: waitMs > 0 ? this.#clock.after(waitMs, () => this.#show(poll)) : null,
    };
    return this.#ask(poll);
  }

  /** Answers a request with an accepted answer by the `you` that acknowledges it. Returns as the others do. */
  acknowledge(reply: Reply): () => void {
    return this.#ask({ type: 'answer', reply });
  }

  /** A request came that had its answer without waiting: the seat is away no sooner than after any other. */
  touch(): void {
    if (this.#asked.size === 0 && !this.#bye) this.#watchAway();
  }

  send(encoded: EncodedMessage): void {
    const { type } = encoded.message;
    if (type === 'welcome') this.#welcome(encoded);
    if (type === 'stage') this.#stage = encoded;
    if (type === 'you') this.#you = encoded;
  }

  /** What changed in one turn goes out as one. */
  settle(): void {
    for (const asked of this.#asked) {
      if (asked.type === 'answer' && this.#you) this.#answer(asked, 200, this.#you.text);
      if (asked.type === 'poll' && (asked.cancelWait === null || this.#hasNewsFor(asked))) this.#show(asked);
    }
  }

  close(_code: CloseCode, last?: EncodedMessage): void {
    // The room says why, each time.
    if (!last || this.#bye) return;
    this.#bye = last;
    this.#cancelAway();
    for (const asked of this.#asked) this.#sayGoodbye(asked, last);
  }

  /** The seat is given up: who waits for what to show is answered at once, and any other request has no seat any more. */
  giveUp(): void {
    for (const asked of this.#asked) {
      if (asked.type === 'poll') this.#show(asked);
      else this.#answer(asked, 401, encodeRejected('unknown-token').text);
    }
    this.#cancelAway();
  }

  #ask(asked: Asked): () => void {
    this.#asked.add(asked);
    this.#cancelAway();
    if (this.#bye) this.#sayGoodbye(asked, this.#bye);
    else this.#hooks.onAsked();
    return () => void this.#finish(asked);
  }

  #welcome({ text }: EncodedMessage): void {
    for (const asked of this.#asked) if (asked.type === 'entry') this.#answer(asked, asked.status, text);
  }

  #show(poll: Poll): void {
    const { stage, you } = this.#newsFor(poll);
    const now = `"now":${this.#clock.now()}`;
    const fields = [now, ...(stage ? [`"stage":${stage.text}`] : []), ...(you ? [`"you":${you.text}`] : [])];
    this.#answer(poll, 200, `{${fields.join(',')}}`);
  }

  #hasNewsFor(poll: Poll): boolean {
    const { stage, you } = this.#newsFor(poll);
    return stage !== null || you !== null;
  }

  #newsFor({ known }: Poll): { stage: EncodedMessage | null; you: EncodedMessage | null } {
    return { stage: unlessOf(known.stage, this.#stage), you: unlessOf(known.you, this.#you) };
  }

  /** Once in answer to a request for what to show; from then on whatever is asked is refused. */
  #sayGoodbye(asked: Asked, { text }: EncodedMessage): void {
    const isNews = asked.type === 'poll' && !this.#isToldGoodbye;
    this.#answer(asked, isNews ? 200 : 403, `{"bye":${text}}`);
    this.#isToldGoodbye = true;
    this.#hooks.onToldGoodbye();
  }

  #answer(asked: Asked, status: number, json: string): void {
    if (this.#finish(asked)) asked.reply(status, json);
  }

  /** Whether the request has waited until now. */
  #finish(asked: Asked): boolean {
    if (!this.#asked.delete(asked)) return false;
    if (asked.type === 'poll') asked.cancelWait?.();
    this.touch();
    return true;
  }

  #watchAway(): void {
    this.#cancelAway();
    this.#cancelAway = this.#clock.after(AWAY_AFTER_MS, () => this.#hooks.onAway());
  }
}

/** A message, unless it is of this version. */
function unlessOf(version: number | null, encoded: EncodedMessage | null): EncodedMessage | null {
  return encoded && 'version' in encoded.message && encoded.message.version === version ? null : encoded;
}

/** What a request for views has in its query: the versions that its client has, and how long it waits for others. */
export interface ViewsQuery {
  readonly known: KnownVersions;
  readonly waitMs: number;
}

/** Reads the query of a request's target; undefined where it is not understood. Without `wait` it does not wait. */
export function parseViewsQuery(target: string): ViewsQuery | undefined {
  const query = new URLSearchParams(target.split('?', 2)[1]);
  const { data } = querySchema.safeParse(Object.fromEntries(query));
  if (!data) return undefined;
  const { stage = null, you = null, wait = 0 } = data;
  return { known: { stage, you }, waitMs: Math.min(wait, MAX_HOLD_S) * 1000 };
}

const wholeNumber = z.pipe(z.string().check(z.regex(/^\d{1,16}$/u)), z.transform(Number));

const querySchema = z.object({
  stage: z.optional(wholeNumber),
  you: z.optional(wholeNumber),
  wait: z.optional(wholeNumber),
});
