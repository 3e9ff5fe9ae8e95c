import { type IncomingMessage, type OutgoingHttpHeaders, STATUS_CODES, ServerResponse } from 'node:http';
import { type Duplex, type Readable, finished } from 'node:stream';

/** How long the rest of a rejected request is read and discarded, in milliseconds, and how much of it, in bytes. */
const DISCARD_FOR_MS = 1000;
const MAX_DISCARDED_BYTES = 2 * 1024 * 1024;

/** A complete response. */
export interface PlainResponse {
  readonly status: number;
  readonly body: string | Buffer;
  /** The content type. Default: plain text. */
  readonly type?: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Sends a response. If a body is still to come, closes the connection: Node would read it for as long as the client sends. */
export function respond(response: ServerResponse, content: PlainResponse): void {
  const { req: request } = response;
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0;
  if (hasBody && !request.complete) return respondEarly(request, response, content);
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
  finished(discard(request), () => {
    clearTimeout(timer);
    response.end();
  });
}

/** Reads and discards input, a chunk in each turn of the event loop, and destroys its source after the first 2 MiB. */
function discard<Source extends Readable>(source: Source): Source {
  let bytes = 0;
  return source.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_DISCARDED_BYTES) source.destroy();
    else pauseForTurn(source);
  });
}

/** Reads no more from a stream in this turn of the event loop. Otherwise, Node reads up to 2 MB before it turns to the next stream. */
function pauseForTurn(stream: Readable): void {
  stream.pause();
  setImmediate(() => stream.resume());
}

/**
 * Sends a last response on a raw connection and destroys it, as soon as the response is written or after a second. If the server
 * only ended its own side, a half-open client could keep the connection indefinitely.
 *
 * @param hasBody Whether a body may follow. If so, it is discarded for a second, for the same reason as in `respondEarly`.
 */
export function endStream(stream: Duplex, response: string, hasBody = false): void {
  const destroy = () => stream.destroy();
  const timer = setTimeout(destroy, DISCARD_FOR_MS);
  stream.once('close', () => clearTimeout(timer)).on('error', destroy);
  if (!hasBody) stream.once('finish', destroy);
  discard(stream).end(response);
}

/** Returns a whole response with a text, for `endStream`, after which the connection is closed. */
export function rawResponse(status: number, body: string, headers: readonly string[] = []): string {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...headers,
    `Content-Type: ${TEXT}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Responds to what Node cannot parse, unless something was sent before: nobody could tell what the response is for. */
export function respondToMalformed(
  error: NodeJS.ErrnoException,
  socket: Duplex & { readonly bytesWritten?: number },
): void {
  if (socket.writable && socket.bytesWritten === 0) {
    const status = STATUS_OF_ERROR.get(error.code) ?? 400;
    socket.write(rawResponse(status, `${STATUS_CODES[status]}.\n`));
  }
  socket.destroy(error);
}

const STATUS_OF_ERROR = new Map<string | undefined, number>([
  ['HPE_HEADER_OVERFLOW', 431],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', 413],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

/** Responds with 405 and the methods that the path does allow. */
export function respondWithMethods(response: ServerResponse, ...methods: readonly string[]): void {
  const allowed = methods.join(', ');
  respond(response, { status: 405, body: `Allowed here: ${allowed}.\n`, headers: { Allow: allowed } });
}

/** A response that may not be cached, and whose content type browsers must not guess. Node sends some by itself. */
export class GuardedResponse<Request extends IncomingMessage> extends ServerResponse<Request> {
  constructor(...parameters: ConstructorParameters<typeof ServerResponse<Request>>) {
    super(...parameters);
    this.setHeader('Cache-Control', 'no-store');
    this.setHeader('X-Content-Type-Options', 'nosniff');
  }
}

function writeHead(response: ServerResponse, { status, body, type = TEXT, headers }: PlainResponse): void {
  response.writeHead(status, {
    ...(status !== 204 && { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }),
    ...headers,
  });
}

const TEXT = 'text/plain; charset=utf-8';
