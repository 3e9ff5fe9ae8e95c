import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import * as z from 'zod/mini';
import { type ClientMessage, MAX_MESSAGE_BYTES, parseClientMessage } from '../../protocol/client-message.ts';
import { MAX_HOLD_S } from '../../protocol/endpoints.ts';
import type { RejectionCode } from '../../protocol/rejections.ts';
import { encodeRejected } from '../connection.ts';
import type { KnownVersions, Respond } from './polling-connection.ts';
import { type PlainResponse, respond, respondEarly } from './respond.ts';
import { CROSS_ORIGIN, type ReverseProxy, clientAddress, isCrossOrigin } from '../reverse-proxy.ts';
import { tcpSocketOf } from '../tls-server.ts';

interface ViewsQuery {
  readonly known: KnownVersions;
  readonly waitMs: number;
}

/** A request to the polling API, with its response. */
export class ApiRequest {
  readonly request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #reverseProxy: ReverseProxy;
  readonly #room: string;
  /** The IP address of the client. */
  readonly address: string;

  /** @param room The id of the room, for rejections. */
  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    { reverseProxy, room }: { readonly reverseProxy: ReverseProxy; readonly room: string },
  ) {
    this.request = request;
    this.#response = response;
    this.#reverseProxy = reverseProxy;
    this.#room = room;
    this.address = clientAddress(request, reverseProxy);
  }

  get tcpSocket(): Duplex {
    return tcpSocketOf(this.request.socket);
  }

  /** The token of the client's seat. */
  get token(): string | undefined {
    return /^Bearer +([\w-]{22,64})$/iu.exec(this.request.headers.authorization ?? '')?.[1];
  }

  /** The query of a request for views; undefined if it is invalid. Without `wait` there is no wait. */
  get viewsQuery(): ViewsQuery | undefined {
    const query = new URLSearchParams(this.request.url?.split('?', 2)[1]);
    const { data } = querySchema.safeParse(Object.fromEntries(query));
    if (!data) return undefined;
    const { stage = null, counts = null, you = null, wait = 0 } = data;
    return { known: { stage, counts, you }, waitMs: Math.min(wait, MAX_HOLD_S) * 1000 };
  }

  /** Why the request is rejected without reading its body, or null. */
  get earlyRejection(): PlainResponse | null {
    const { method, headers } = this.request;
    if (isCrossOrigin(headers, this.#reverseProxy)) return CROSS_ORIGIN;
    // A page of another site needs a preflight, which fails, to send this type.
    if (method === 'POST' && !JSON_TYPE.test(headers['content-type'] ?? '')) return NOT_JSON;
    return Number(headers['content-length'] ?? 0) > MAX_MESSAGE_BYTES ? TOO_LARGE : null;
  }

  /** Responds with JSON. */
  readonly respond: Respond = (status, body) => {
    const headers = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
    respond(this.#response, { status, body, type: 'application/json', headers });
  };

  /** Responds with a rejection. @param question The question whose answer is rejected. */
  reject(code: RejectionCode, question?: number): void {
    this.respond(REJECTION_STATUS[code], encodeRejected(code, { question, room: this.#room }).text);
  }

  /** Responds before the whole body was read. */
  rejectEarly(rejection: PlainResponse): void {
    respondEarly(this.request, this.#response, rejection);
  }

  /** Reads the body as a message, or as undefined if it is not valid. */
  readMessage(onMessage: (message: ClientMessage | undefined) => void): void {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_MESSAGE_BYTES) return void chunks.push(chunk);
      this.request.off('data', onData).off('end', onEnd);
      this.rejectEarly(TOO_LARGE);
    };
    const onEnd = () => {
      const body = Buffer.concat(chunks);
      onMessage(isUtf8(body) ? parseClientMessage(body.toString()) : undefined);
    };
    this.request.on('data', onData).on('end', onEnd);
  }

  /** Calls back once the response has been sent or the client has disconnected. */
  onClose(callback: () => void): void {
    this.#response.once('close', callback);
  }
}

const wholeNumber = z.pipe(z.string().check(z.regex(/^\d{1,16}$/u)), z.transform(Number));

const querySchema = z.object({
  stage: z.optional(wholeNumber),
  counts: z.optional(wholeNumber),
  you: z.optional(wholeNumber),
  wait: z.optional(wholeNumber),
});

const JSON_TYPE = /^application\/json\s*(?:;|$)/iu;

const NOT_JSON = { status: 415, body: 'The content type must be application/json.\n' };
const TOO_LARGE = { status: 413, body: `A message may have at most ${MAX_MESSAGE_BYTES} bytes.\n` };

const REJECTION_STATUS: Readonly<Record<RejectionCode, number>> = {
  'bad-message': 400,
  'bad-name': 400,
  'bad-answer': 400,
  'wrong-pin': 401,
  'wrong-code': 401,
  'unknown-token': 401,
  locked: 403,
  kicked: 403,
  moved: 403,
  'name-taken': 409,
  'already-answered': 409,
  'too-late': 409,
  'wrong-question': 409,
  paused: 409,
  'not-now': 409,
  'rate-limited': 429,
  full: 503,
};
