import { type Delays, backoffMs } from './delays.ts';
import type { TransportFailure } from './transport.ts';
import type { Clock } from '../../clock.ts';
import { MAX_PIN_WAIT_MS, MOVE_PATH, NAME_PATH, PLAYERS_PATH } from '../../protocol/endpoints.ts';
import type { RejectionCode } from '../../protocol/rejections.ts';
import type { GameInfo } from '../../protocol/game-info.ts';
import { type ServerMessage, asServerMessage } from '../../protocol/server-message.ts';
import { parseJson } from '../../text/json.ts';

/** How long to wait for a response, on top of the time that the server may hold a request or check a PIN, in milliseconds. */
const RESPONSE_TIMEOUT_MS = 8000;

/** Attempts before the connection counts as broken. */
const MAX_ATTEMPTS = 3;

/** Only a request that fails after this time may have failed because it was held, in milliseconds. */
const MIN_HELD_MS = 500;

/** How long to wait after a response with 429, in milliseconds. */
const RATE_LIMITED_DELAY_MS = 1000;

/** Sends requests to one game. */
export interface HttpClient {
  /** Sends a request. Never rejects. */
  request(request: HttpRequest): Promise<HttpResult>;
  /** Returns the failure in a response that does not come from a game. @param path The requested path. */
  responseFailure(path: string, response: HttpResponse): TransportFailure;
  /** Returns the failure at a game whose termquiz speaks another protocol. */
  protocolFailure(game: GameInfo): TransportFailure;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Including the query. */
  readonly path: string;
  /** The token of the seat. */
  readonly token?: string;
  /** The body, sent as JSON. */
  readonly message?: object;
  /** How long to wait for the whole response, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * A response and its round trip, from the end of the request to the start of the response, in milliseconds; or why there is no
 * response. `isInterrupted` if the connection broke, or timed out, after it had been made.
 */
export type HttpResult =
  | ({ readonly ok: true; readonly roundTripMs: number } & HttpResponse)
  | { readonly ok: false; readonly failure: TransportFailure; readonly isInterrupted: boolean };

export interface HttpResponse {
  readonly status: number;
  readonly body: string;
  /** Where a redirect leads. */
  readonly location?: string | undefined;
}

export interface RequestContext {
  readonly client: HttpClient;
  /** Null for plain polling, whose requests are not held. */
  readonly holdTime: HoldTime | null;
  readonly clock: Clock;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  /** The delays between two attempts. */
  readonly delays: Delays;
  /** Aborts the request and its retries. */
  readonly signal: AbortSignal;
  /** Called with the round trip of each request that the server did not hold, in milliseconds. */
  readonly onRoundTrip: (ms: number) => void;
}

/** A request, and for how many seconds the server may hold it. */
export type PollingRequest = Omit<HttpRequest, 'timeoutMs' | 'signal'> & { readonly holdS?: number };

/** The messages in the response, or why there are none. A transient failure may be gone at the next attempt. */
type Outcome =
  | { readonly messages: readonly ReceivedMessage[] }
  | { readonly failure: TransportFailure; readonly isTransient: boolean };

/**
 * Sends a request until there is a response or the connection counts as broken. Never rejects. Once aborted, returns no
 * messages.
 *
 * @param createRequest Creates the request, anew for each attempt.
 */
export async function sendRequest(
  context: RequestContext,
  createRequest: () => PollingRequest,
): Promise<Outcome> {
  const { client, holdTime, clock, random, delays, signal, onRoundTrip } = context;
  for (let failures = 0; ;) {
    const { holdS = 0, ...request } = createRequest();
    const sentAt = clock.now();
    const pinWaitMs = request.path === PLAYERS_PATH ? MAX_PIN_WAIT_MS : 0;
    const timeoutMs = holdS * 1000 + pinWaitMs + RESPONSE_TIMEOUT_MS;
    const result = await client.request({ ...request, timeoutMs, signal });
    if (signal.aborted) return { messages: [] };
    const outcome = outcomeOf(client, request.path, result);
    if ('messages' in outcome) {
      if (result.ok && holdS === 0) onRoundTrip(result.roundTripMs);
      return outcome;
    }
    const wasHeld = holdS > 0 && clock.now() - sentAt >= MIN_HELD_MS;
    if (wasHeld && isInterrupted(result) && holdTime?.shorten(holdS)) continue;
    failures++;
    if (outcome.failure.isFinal || !outcome.isTransient || failures >= MAX_ATTEMPTS) return outcome;
    const isRateLimited = result.ok && result.status === 429;
    await delays.wait(isRateLimited ? RATE_LIMITED_DELAY_MS : backoffMs(failures, random()));
  }
}

/** Whether something on the way did not wait for the server's response. */
function isInterrupted(result: HttpResult): boolean {
  return result.ok ? PROXY_TIMEOUTS.has(result.status) : result.isInterrupted;
}

/** Whether a status may be temporary: for example, because a server behind a proxy is still starting. */
export function isTransientStatus(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

/** The statuses of proxies when a server takes longer than they wait. */
const PROXY_TIMEOUTS: ReadonlySet<number> = new Set([408, 502, 504]);

function outcomeOf(client: HttpClient, path: string, result: HttpResult): Outcome {
  if (!result.ok) return { failure: result.failure, isTransient: true };
  const { status, body } = result;
  const messages = messagesIn(body);
  const first = messages?.[0]?.message;
  // Unless it is about the message in the request, a rejection is about the connection: the next one gets its own.
  if (first?.type === 'rejected' && first.question === undefined && !isAboutMessage(path, first.code)) {
    return { failure: { message: first.message, isFinal: false }, isTransient: status === 429 };
  }
  if (messages) return { messages };
  return { failure: client.responseFailure(path, result), isTransient: isTransientStatus(status) };
}

/** Whether a rejection is about the message that a request to this path carries. */
function isAboutMessage(path: string, code: RejectionCode): boolean {
  return path === PLAYERS_PATH || ((path === NAME_PATH || path === MOVE_PATH) && !SEAT_LOST.has(code));
}

const SEAT_LOST: ReadonlySet<RejectionCode> = new Set<RejectionCode>(['unknown-token', 'kicked', 'moved']);

/** The longest and the shortest time that the server is asked to hold a request, in seconds. */
const MAX_HOLD_S = 25;
const MIN_HOLD_S = 1;

/** For how long the server is asked to hold a request: less if something on the way does not wait that long. */
export class HoldTime {
  #seconds = MAX_HOLD_S;

  /** From 1 to 25. */
  get seconds(): number {
    return this.#seconds;
  }

  /**
   * Halves the hold time after a request was interrupted. Returns false if it cannot be shorter.
   *
   * @param seconds The hold time of the interrupted request.
   */
  shorten(seconds: number): boolean {
    this.#seconds = Math.max(MIN_HOLD_S, Math.min(this.#seconds, Math.floor(seconds / 2)));
    return this.#seconds < seconds;
  }
}

/** A message of the server, and its text. */
export interface ReceivedMessage {
  readonly text: string;
  readonly message: ServerMessage;
}

/** Returns the messages in a response, in the order to handle them; undefined if it does not come from a game. */
function messagesIn(body: string): readonly ReceivedMessage[] | undefined {
  const views = parseJson(body);
  const single = asServerMessage(views);
  if (single) return [received(single)];
  if (typeof views !== 'object' || views === null || !('now' in views || 'bye' in views)) return undefined;
  return ['pin', 'stage', 'counts', 'you', 'bye'].flatMap((key) => {
    const message = asServerMessage(Reflect.get(views, key));
    // Newer servers may send messages that this client does not know.
    return message ? [received(message)] : [];
  });
}

/** Serialises the parsed message, because the response itself may be nested too deeply for that. */
function received(message: ServerMessage): ReceivedMessage {
  return { text: JSON.stringify(message), message };
}
