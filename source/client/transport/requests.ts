import { backoffMs } from '../game-line.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client.ts';
import type { Waits } from './waits.ts';
import type { Clock } from '../../clock.ts';
import { isTransientStatus } from '../../network/faults/response.ts';
import { PLAYERS_PATH } from '../../protocol/endpoints.ts';
import { type ServerMessage, parseServerMessage } from '../../protocol/server-message.ts';
import { parseJson } from '../../text/json.ts';
import type { TransportFailure } from '../../network/faults/transport-failure.ts';

/** A server that does not answer within this is not there; a held request gets as much on top. In milliseconds. */
const ANSWER_WITHIN_MS = 8000;

/** What did not get through is sent so often before the line counts as broken. */
const TRIES = 3;

/** What fails sooner does so whether it is held or not, in milliseconds. */
const CUT_AFTER_MS = 500;

/** How long to wait where the server has too much to do, in milliseconds. */
const RATE_LIMITED_MS = 1000;

export interface Asking {
  readonly client: HttpClient;
  /** Null: requests are not held, and what to show is asked for each second. */
  readonly hold: HoldTime | null;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Those between two tries. */
  readonly waits: Waits;
  /** Tells that nobody wants the answer any more. */
  readonly signal: AbortSignal;
}

/** A request, and for how many seconds it may be held. */
export type Said = Omit<HttpRequest, 'timeoutMs' | 'signal'> & { readonly holdS?: number };

/** What an answer says, or why it says nothing; transient is what another try may help against. */
type Outcome =
  | { readonly heard: readonly Answered[] }
  | { readonly failure: TransportFailure; readonly isTransient: boolean };

/**
 * Asks until the server answers or the line counts as broken; never rejects. Nothing is heard once nobody wants the answer.
 *
 * @param say What to ask, anew for each try.
 */
export async function askUntilAnswered(asking: Asking, say: () => Said): Promise<Outcome> {
  const { client, hold, clock, random, waits, signal } = asking;
  for (let failures = 0; ;) {
    const { holdS = 0, ...request } = say();
    const askedAt = clock.now();
    const answer = await client.ask({ ...request, timeoutMs: holdS * 1000 + ANSWER_WITHIN_MS, signal });
    if (signal.aborted) return { heard: [] };
    const outcome = outcomeOf(client, request.path, answer);
    if ('heard' in outcome) return outcome;
    const wasHeld = holdS > 0 && clock.now() - askedAt >= CUT_AFTER_MS;
    if (wasHeld && isCut(answer) && hold?.shorten(holdS)) continue;
    failures++;
    if (outcome.failure.isFinal || !outcome.isTransient || failures >= TRIES) return outcome;
    const isTooMuch = answer.ok && answer.status === 429;
    await waits.wait(isTooMuch ? RATE_LIMITED_MS : backoffMs(failures, random()));
  }
}

/** Whether something on the way did not want to wait for the server's answer. */
function isCut(answer: HttpAnswer): boolean {
  return answer.ok ? PROXY_CUTS.has(answer.status) : answer.isCut;
}

/** What proxies answer when a server takes longer than they wait. */
const PROXY_CUTS: ReadonlySet<number> = new Set([408, 502, 504]);

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
  return { failure: client.responseFailure(path, answer), isTransient: isTransientStatus(status) };
}

/** How long a request is held at first, and at least, in seconds. */
const LONGEST_S = 25;
const SHORTEST_S = 1;

/** For how long the server is asked to hold a request: less where something on the way cuts it. */
export class HoldTime {
  #seconds = LONGEST_S;

  /** In seconds, 1 to 25. */
  get seconds(): number {
    return this.#seconds;
  }

  /** After one was cut that was to be held for so many seconds: from now on for half of that. False: that is no less. */
  shorten(seconds: number): boolean {
    this.#seconds = Math.max(SHORTEST_S, Math.min(this.#seconds, Math.floor(seconds / 2)));
    return this.#seconds < seconds;
  }
}

/** A message of the server, and its text. */
export interface Answered {
  readonly text: string;
  readonly message: ServerMessage;
}

/**
 * The messages in the body of an answer over HTTP, in the order in which they are to be heard; undefined where it is not
 * a termquiz that answers.
 */
function answeredMessages(body: string): readonly Answered[] | undefined {
  const alone = parseServerMessage(body);
  if (alone) return [{ text: body, message: alone }];
  const views = parseJson(body);
  if (typeof views !== 'object' || views === null || !('now' in views || 'bye' in views)) return undefined;
  return ['stage', 'you', 'bye'].flatMap((key) => {
    const text = JSON.stringify(Reflect.get(views, key)) ?? '';
    const message = parseServerMessage(text);
    // One of a newer server says nothing to this client.
    return message ? [{ text, message }] : [];
  });
}
