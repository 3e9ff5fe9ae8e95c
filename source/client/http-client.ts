import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Clock } from './clock.ts';
import { connectFailure } from './connect-failure.ts';
import { errorCode } from './error-code.ts';
import type { ConnectOptions, LinkFailure } from './transport.ts';

/** An answer of a termquiz is far smaller than this, in bytes. */
const LARGEST_ANSWER = 1024 * 1024;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With the query. */
  readonly path: string;
  /** The seat's. */
  readonly token?: string;
  /** Goes out as JSON. */
  readonly message?: object;
  /** An answer that is not there by then does not come, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** What came of a request. One is cut where it was on its way when the connection broke, or was never answered. */
export type HttpAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly body: string;
      readonly location?: string | undefined;
    }
  | { readonly ok: false; readonly failure: LinkFailure; readonly isCut: boolean };

/** Asks one server, on connections that stay. */
export class HttpClient {
  /** As people know the server: with the port where it is not the scheme's own. */
  readonly host: string;
  readonly #base: string;
  readonly #clock: Clock;
  readonly #send: typeof httpRequest;
  readonly #options: object;

  /** @param base As `parseAddress` gives it. */
  constructor(base: string, { agentFor, ca }: ConnectOptions, clock: Clock) {
    const isSecure = base.startsWith('https:');
    const straight = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
    this.host = new URL(base).host;
    this.#base = base;
    this.#clock = clock;
    this.#send = isSecure ? httpsRequest : httpRequest;
    this.#options = { agent: agentFor?.(base) ?? straight, ...(ca !== undefined && { ca }) };
  }

  /** Never rejects. */
  async ask({ method, path, token, message, timeoutMs, signal }: HttpRequest): Promise<HttpAnswer> {
    const body = message && JSON.stringify(message);
    return new Promise((resolve) => {
      const request = this.#send(`${this.#base}${path}`, {
        ...this.#options,
        method,
        headers: {
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(signal && { signal }),
      });
      const cancelTimeout = this.#clock.after(timeoutMs, () => request.destroy(new TimeoutError()));
      const failed = (error: Error) => {
        cancelTimeout();
        const isCut = CUTS.has(errorCode(error)) || error instanceof TimeoutError;
        resolve({ ok: false, failure: connectFailure(this.host, error), isCut });
      };
      request.on('error', failed);
      request.on('response', (response) => {
        response.on('error', failed);
        readAnswer(response, (text) => {
          cancelTimeout();
          const { statusCode: status = 0, headers } = response;
          resolve({ ok: true, status, body: text, location: headers.location });
        });
      });
      request.end(body);
    });
  }
}

const CUTS: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

class TimeoutError extends Error {
  override readonly message = 'the answer timed out';
}

function readAnswer(response: IncomingMessage, onEnd: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > LARGEST_ANSWER) response.destroy(new Error('the answer was too long'));
    else chunks.push(chunk);
  });
  response.on('end', () => onEnd(Buffer.concat(chunks).toString()));
}
