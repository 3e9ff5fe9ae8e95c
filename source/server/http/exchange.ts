import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ClientMessage, MAX_MESSAGE_BYTES, parseClientMessage } from '../../protocol/client-message.ts';
import type { RejectionCode } from '../../protocol/rejections.ts';
import { encodeRejected } from '../connection.ts';
import type { Reply } from './polling-connection.ts';
import { type PlainAnswer, respond, respondEarly } from './respond.ts';
import { type Site, clientAddress } from '../site.ts';
import { isFromElsewhere } from '../websocket/upgrade.ts';

/** One request to the API and its response. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #site: Site;
  /** Where it comes from, for counting what is wrong with it. */
  readonly address: string;

  constructor(request: IncomingMessage, response: ServerResponse, site: Site) {
    this.request = request;
    this.#response = response;
    this.#site = site;
    this.address = clientAddress(request, site);
  }

  /** The token of the seat that it is made for. */
  get token(): string | undefined {
    return /^Bearer +([\w-]{22,64})$/iu.exec(this.request.headers.authorization ?? '')?.[1];
  }

  /** Answers with JSON. */
  readonly reply: Reply = (status, body) => {
    const headers = status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
    respond(this.#response, { status, body, type: 'application/json', headers });
  };

  /** Answers with why it is not taken. @param question Whose answer it was. */
  reject(code: RejectionCode, question?: number): void {
    this.reply(REJECTION_STATUS[code], encodeRejected(code, question).text);
  }

  /** Why it is to be refused before it is read; null where it is not. */
  get refusal(): PlainAnswer | null {
    const { method, headers } = this.request;
    if (isFromElsewhere(headers, this.#site)) return FOREIGN;
    // A page of another site cannot send this type without asking first.
    if (method === 'POST' && !JSON_TYPE.test(headers['content-type'] ?? '')) return NO_JSON;
    return Number(headers['content-length'] ?? 0) > MAX_MESSAGE_BYTES ? TOO_BIG : null;
  }

  /** Answers with why it is not read, or not to its end. */
  refuse(refusal: PlainAnswer): void {
    respondEarly(this.request, this.#response, refusal);
  }

  /** Reads the body as a message; undefined where it is not understood. */
  readMessage(onMessage: (message: ClientMessage | undefined) => void): void {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_MESSAGE_BYTES) return void chunks.push(chunk);
      this.request.off('data', onData).off('end', onEnd);
      this.refuse(TOO_BIG);
    };
    const onEnd = () => {
      const body = Buffer.concat(chunks);
      onMessage(isUtf8(body) ? parseClientMessage(body.toString()) : undefined);
    };
    this.request.on('data', onData).on('end', onEnd);
  }

  /** Calls back when it is answered, or its client has hung up. */
  onOver(callback: () => void): void {
    this.#response.once('close', callback);
  }
}

const JSON_TYPE = /^application\/json\s*(?:;|$)/iu;

const FOREIGN = { status: 403, body: 'Pages of other sites cannot play here.\n' };
const NO_JSON = { status: 415, body: 'Only application/json works here.\n' };
const TOO_BIG = { status: 413, body: `A message has at most ${MAX_MESSAGE_BYTES} bytes.\n` };

const REJECTION_STATUS: Readonly<Record<RejectionCode, number>> = {
  'bad-message': 400,
  'bad-name': 400,
  'bad-answer': 400,
  'wrong-pin': 401,
  'unknown-token': 401,
  locked: 403,
  kicked: 403,
  'name-taken': 409,
  'already-answered': 409,
  'too-late': 409,
  'wrong-question': 409,
  paused: 409,
  'rate-limited': 429,
  full: 503,
};
