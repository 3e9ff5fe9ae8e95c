import { Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { ConnectOptions } from './transport.ts';
import type { GameInfo } from '../../protocol/game-info.ts';
import type { Clock } from '../../clock.ts';
import {
  type TransportFailure,
  errorFailure,
  protocolFailure,
  responseFailure,
} from '../../network/faults/transport-failure.ts';
import type { Destination } from '../../network/faults/fault.ts';
import type { HttpResponse } from '../../network/faults/response.ts';
import { errorCode } from '../../text/error.ts';

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
  | ({ readonly ok: true } & HttpResponse)
  | { readonly ok: false; readonly failure: TransportFailure; readonly isCut: boolean };

/** Asks one server, on connections that stay. */
export class HttpClient {
  readonly #base: string;
  readonly #clock: Clock;
  readonly #send: typeof httpRequest;
  readonly #options: object;
  readonly #destination: Destination;

  /** @param base As `parseAddress` gives it. */
  constructor(base: string, { agentFor, proxyFor, ca }: ConnectOptions, clock: Clock) {
    const isSecure = base.startsWith('https:');
    const straight = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
    this.#base = base;
    this.#clock = clock;
    this.#send = isSecure ? httpsRequest : httpRequest;
    this.#options = { agent: agentFor?.(base) ?? straight, ...(ca !== undefined && { ca }) };
    const proxy = proxyFor?.(base);
    this.#destination = { base, proxy, ca, isForwarded: !isSecure && !!proxy };
  }

  /** Returns the failure in a response that does not come from a game. @param path The requested path. */
  responseFailure(path: string, answer: HttpResponse): TransportFailure {
    return responseFailure(this.#destination, answer, path.replace(/\?.*/u, ''));
  }

  protocolFailure(game: GameInfo): TransportFailure {
    return protocolFailure(this.#destination, game);
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
        resolve({ ok: false, failure: errorFailure(this.#destination, error), isCut });
      };
      const answered = ({ statusCode: status = 0, headers }: IncomingMessage, text = '') => {
        cancelTimeout();
        resolve({ ok: true, status, body: text, location: headers.location });
      };
      request.on('error', failed);
      request.on('response', (response) => {
        response.on('error', failed);
        readAnswer(response, (text) => answered(response, text));
      });
      // Nobody asked to switch protocols: nothing that could be read comes after such an answer.
      request.on('upgrade', (response, socket) => {
        socket.destroy();
        answered(response);
      });
      // Where it has ended otherwise this comes too late to tell anything.
      request.on('close', () => failed(new HangUpError()));
      request.end(body);
    });
  }
}

const CUTS: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** As Node has it where a connection is closed in front of an answer. */
class HangUpError extends Error {
  readonly code = 'ECONNRESET';
}

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
