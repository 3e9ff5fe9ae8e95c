import { FOREIGN, OUTDATED, UNREACHABLE } from './failures.ts';
import {
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  type HttpResult,
  isTransientStatus,
} from '../../client/transport/send-request.ts';
import type { TransportFailure } from '../../client/transport/transport.ts';
import type { Clock } from '../../clock.ts';
import { MAX_SERVER_MESSAGE_BYTES } from '../../protocol/server-message.ts';

/** The browser's `fetch`. */
export type Fetch = (url: string, options: RequestInit) => Promise<Response>;

/** Sends requests with the browser's `fetch`. The token is sent in a header only. */
export class FetchClient implements HttpClient {
  readonly #base: string;
  readonly #fetch: Fetch;
  readonly #clock: Clock;

  /** @param base The URL of the game, without a slash at its end. */
  constructor(base: string, fetch: Fetch, clock: Clock) {
    this.#base = base;
    this.#fetch = fetch;
    this.#clock = clock;
  }

  responseFailure(_path: string, { status }: HttpResponse): TransportFailure {
    return isTransientStatus(status) ? UNREACHABLE : FOREIGN;
  }

  protocolFailure(): TransportFailure {
    return OUTDATED;
  }

  async request(request: HttpRequest): Promise<HttpResult> {
    const { signal } = request;
    const aborting = new AbortController();
    const abort = () => aborting.abort();
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    const cancelTimeout = this.#clock.after(request.timeoutMs, abort);
    try {
      return await this.#send(request, aborting.signal);
    } catch {
      // A browser does not say whether there was a connection.
      return { ok: false, failure: UNREACHABLE, isInterrupted: true };
    } finally {
      cancelTimeout();
      signal?.removeEventListener('abort', abort);
    }
  }

  async #send({ method, path, token, message }: HttpRequest, signal: AbortSignal): Promise<HttpResult> {
    const sentAt = this.#clock.now();
    const response = await this.#fetch(`${this.#base}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(message && { 'Content-Type': 'application/json' }),
      },
      ...(message && { body: JSON.stringify(message) }),
      signal,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // A redirect leads to another site, such as the login page of a network.
      redirect: 'manual',
      // A player can leave even while the page closes.
      keepalive: method === 'DELETE',
    });
    const roundTripMs = this.#clock.now() - sentAt;
    return { ok: true, status: response.status, body: await textOf(response), roundTripMs };
  }
}

/** Reads a response. Rejects if it is too long. */
async function textOf({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > MAX_SERVER_MESSAGE_BYTES) {
      await reader?.cancel();
      throw new Error('the response was too long');
    }
    text += decoder.decode(value, { stream: true });
  }
}
