import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** What a plain request is answered with. */
export interface PlainAnswer {
  readonly status: number;
  readonly body: string;
  /** Default: plain text. */
  readonly type?: string;
  readonly headers?: OutgoingHttpHeaders;
}

/** Answers a plain request. Nothing here is for caches, and nothing is what it does not say that it is. */
export function respond(response: ServerResponse, { status, body, type = TEXT, headers }: PlainAnswer): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, {
    ...(status !== 204 && { 'Content-Type': type, 'Content-Length': length }),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  });
  response.end(body);
}

/** Answers a request whose method does not work on its path. */
export function respondWithMethods(response: ServerResponse, ...methods: readonly string[]): void {
  const allowed = methods.join(', ');
  respond(response, { status: 405, body: `Only ${allowed} works here.\n`, headers: { Allow: allowed } });
}

const TEXT = 'text/plain; charset=utf-8';
