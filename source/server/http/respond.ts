import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { finished } from 'node:stream';

/** How long the rest of a rejected request is read and discarded, in milliseconds. */
const DISCARD_FOR_MS = 1000;

/** A complete response. */
export interface PlainResponse {
  readonly status: number;
  readonly body: string;
  /** The content type. Default: plain text. */
  readonly type?: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Sends a response to a request that was read to its end. */
export function respond(response: ServerResponse, content: PlainResponse): void {
  writeHead(response, content);
  response.end(content.body);
}

/**
 * Responds before the whole request has arrived, and closes the connection. Until then, for at most a second, the rest of
 * the request is discarded: closing with unread input would reset the connection, and a client that sends everything before
 * it reads would lose the response.
 */
export function respondEarly(
  request: IncomingMessage,
  response: ServerResponse,
  content: PlainResponse,
): void {
  writeHead(response, { ...content, headers: { ...content.headers, Connection: 'close' } });
  response.write(content.body);
  const timer = setTimeout(() => response.end(), DISCARD_FOR_MS);
  finished(request.resume(), () => {
    clearTimeout(timer);
    response.end();
  });
}

/** Responds with 405 and the methods that the path does allow. */
export function respondWithMethods(response: ServerResponse, ...methods: readonly string[]): void {
  const allowed = methods.join(', ');
  respond(response, { status: 405, body: `Allowed here: ${allowed}.\n`, headers: { Allow: allowed } });
}

/** Nothing may be cached, and browsers must not guess content types. */
function writeHead(response: ServerResponse, { status, body, type = TEXT, headers }: PlainResponse): void {
  response.writeHead(status, {
    ...(status !== 204 && { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
}

const TEXT = 'text/plain; charset=utf-8';
