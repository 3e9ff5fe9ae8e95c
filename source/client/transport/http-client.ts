import { type Agent, Agent as HttpAgent, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { HttpClient, HttpRequest, HttpResponse, HttpResult } from './send-request.ts';
import { errorFailure, protocolFailure, responseFailure } from './transport-failure.ts';
import type { TransportFailure } from './transport.ts';
import type { Clock } from '../../clock.ts';
import type { Destination } from '../../network/faults/fault.ts';
import type { Proxy } from '../../network/proxy/route.ts';
import type { GameInfo } from '../../protocol/game-info.ts';
import { MAX_SERVER_MESSAGE_BYTES } from '../../protocol/server-message.ts';
import { errorCode } from '../../text/error.ts';

/** Takes turns with the connections, so that none is idle until the server closes it. */
const PERSISTENT = { keepAlive: true, scheduling: 'fifo' } as const;

export interface ConnectOptions {
  /** Returns an agent for a URL with the scheme ws, wss, http or https, for example for a proxy. Default: direct. */
  readonly agentFor?: ((url: string) => Agent | undefined) | undefined;
  /** Returns the proxy that `agentFor` goes through, so that failures can name it. Default: none. */
  readonly proxyFor?: ((url: string) => Proxy | null) | undefined;
  /** Certificates of authorities to trust, in PEM. Default: those that come with Node. */
  readonly ca?: string | undefined;
}

/** Sends requests with Node, over persistent connections. */
export class NodeHttpClient implements HttpClient {
  readonly #base: string;
  readonly #clock: Clock;
  readonly #send: typeof httpRequest;
  readonly #options: object;
  readonly #destination: Destination;

  /** @param base The URL of the game, as returned by `parseAddress`. */
  constructor(base: string, { agentFor, proxyFor, ca }: ConnectOptions, clock: Clock) {
    const isSecure = base.startsWith('https:');
    const direct = isSecure ? new HttpsAgent(PERSISTENT) : new HttpAgent(PERSISTENT);
    this.#base = base;
    this.#clock = clock;
    this.#send = isSecure ? httpsRequest : httpRequest;
    this.#options = { agent: agentFor?.(base) ?? direct, ...(ca !== undefined && { ca }) };
    const proxy = proxyFor?.(base);
    this.#destination = { base, proxy, ca, isForwarded: !isSecure && !!proxy };
  }

  responseFailure(path: string, response: HttpResponse): TransportFailure {
    return responseFailure(this.#destination, response, path.replace(/\?.*/u, ''));
  }

  protocolFailure(game: GameInfo): TransportFailure {
    return protocolFailure(this.#destination, game);
  }

  async request({ method, path, token, message, timeoutMs, signal }: HttpRequest): Promise<HttpResult> {
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
      let sentAt = this.#clock.now();
      // Only now is the connection open: the time to open it does not count.
      request.on('finish', () => {
        sentAt = this.#clock.now();
      });
      const fail = (error: Error) => {
        cancelTimeout();
        const isInterrupted = INTERRUPTIONS.has(errorCode(error)) || error instanceof TimeoutError;
        resolve({ ok: false, failure: errorFailure(this.#destination, error), isInterrupted });
      };
      const succeed = (
        { statusCode: status = 0, headers }: IncomingMessage,
        roundTripMs: number,
        text = '',
      ) => {
        cancelTimeout();
        resolve({ ok: true, status, body: text, location: headers.location, roundTripMs });
      };
      request.on('error', fail);
      request.on('response', (response) => {
        const roundTripMs = this.#clock.now() - sentAt;
        response.on('error', fail);
        readBody(response, (text) => succeed(response, roundTripMs, text));
      });
      // No upgrade was requested, so there is nothing to read after such a response.
      request.on('upgrade', (response, socket) => {
        socket.destroy();
        succeed(response, this.#clock.now() - sentAt);
      });
      // Has no effect if the promise is resolved already.
      request.on('close', () => fail(new ConnectionClosedError()));
      request.end(body);
    });
  }
}

const INTERRUPTIONS: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** The connection was closed before the response; with the same code as Node's own error. */
class ConnectionClosedError extends Error {
  readonly code = 'ECONNRESET';
}

class TimeoutError extends Error {
  override readonly message = 'the response timed out';
}

function readBody(response: IncomingMessage, onEnd: (text: string) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_SERVER_MESSAGE_BYTES) response.destroy(new Error('the response was too long'));
    else chunks.push(chunk);
  });
  response.on('end', () => onEnd(Buffer.concat(chunks).toString()));
}
