import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { finished } from 'node:stream';

/** How long what comes after the answer is read away, in milliseconds. */
const READ_AWAY_MS = 1000;

/** What a plain request is answered with. */
export interface PlainAnswer {
  readonly status: number;
  readonly body: string;
  /** Default: plain text. */
  readonly type?: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Answers a plain request. */
export function respond(response: ServerResponse, answer: PlainAnswer): void {
  writeHead(response, answer);
  response.end(answer.body);
}

/**
 * Answers a request before all of it has come, and closes its connection. What still comes is read away until then, for a
 * second at most: closing on it would take the answer back from a client that sends before it reads.
 */
export function respondEarly(request: IncomingMessage, response: ServerResponse, answer: PlainAnswer): void {
  writeHead(response, { ...answer, headers: { ...answer.headers, Connection: 'close' } });
  response.write(answer.body);
  const timer = setTimeout(() => response.end(), READ_AWAY_MS);
  finished(request.resume(), () => {
    clearTimeout(timer);
    response.end();
  });
}

/** Answers a request whose method does not work on its path. */
export function respondWithMethods(response: ServerResponse, ...methods: readonly string[]): void {
  const allowed = methods.join(', ');
  respond(response, { status: 405, body: `Only ${allowed} works here.\n`, headers: { Allow: allowed } });
}

/** Nothing here is for caches, and nothing is what it does not say that it is. */
function writeHead(response: ServerResponse, { status, body, type = TEXT, headers }: PlainAnswer): void {
  response.writeHead(status, {
    ...(status !== 204 && { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
}

const TEXT = 'text/plain; charset=utf-8';
