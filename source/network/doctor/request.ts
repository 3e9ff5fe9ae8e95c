import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { type Connection, connectTcp, openConnection, proxyAuthorization } from './connection.ts';
import type { FailedFinding, Outcome } from './step.ts';
import type { Target } from './target.ts';
import { type Failure, failureFrom } from '../faults/fault.ts';
import { unparsedBytes } from '../faults/response.ts';

export interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether the body ended early. */
  readonly isTruncated: boolean;
}

export type RequestResult =
  | { readonly type: 'response'; readonly response: Response }
  /** `received` is what came instead of HTTP; may be empty. */
  | { readonly type: 'no-response'; readonly failure: Failure; readonly received: Uint8Array }
  | { readonly type: 'no-connection'; readonly finding: FailedFinding };

const MAX_BODY_BYTES = 64 * 1024;

/** Whether requests go to the proxy with their whole URL, as http does, and not through a tunnel, as https does. */
export function isForwarded({ proxy, isSecure }: Target): boolean {
  return proxy !== null && !isSecure;
}

/** Requests a path below the game's base, the way the client does. */
export async function sendRequest(
  target: Target,
  path: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<RequestResult> {
  const opened = await (isForwarded(target)
    ? connectToProxy(target, signal)
    : openConnection(target, signal));
  if (!opened.ok) return { type: 'no-connection', finding: opened.finding };
  const { socket } = opened.value;
  try {
    const url = new URL(`${target.base}${path}`);
    const authorization = isForwarded(target) && target.proxy ? proxyAuthorization(target.proxy) : undefined;
    const response = await responseOn(socket, signal, {
      path: isForwarded(target) ? url.href : `${url.pathname}${url.search}`,
      headers: {
        ...headers,
        Host: url.host,
        Connection: 'close',
        ...(authorization !== undefined && { 'Proxy-Authorization': authorization }),
      },
    });
    return { type: 'response', response };
  } catch (error) {
    return { type: 'no-response', failure: failureFrom(error), received: unparsedBytes(error) };
  } finally {
    socket.destroy();
  }
}

async function connectToProxy(target: Target, signal: AbortSignal): Promise<Outcome<Connection>> {
  const connected = await connectTcp(target, signal);
  return connected.ok ? { ok: true, value: { socket: connected.value, transcript: [] } } : connected;
}

async function responseOn(
  socket: Socket,
  signal: AbortSignal,
  { path, headers }: { path: string; headers: Record<string, string> },
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = request({ createConnection: () => socket, path, headers, signal });
    const onClose = () => reject(new Error('the connection was closed without a response'));
    sent.once('error', reject).once('close', onClose);
    sent.once('upgrade', ({ statusCode: status = 101, headers: received }) =>
      resolve({ status, headers: received, body: '', isTruncated: false }),
    );
    sent.once('response', (response) => {
      sent.off('close', onClose);
      readBody(response, resolve);
    });
    sent.end();
  });
}

function readBody(response: IncomingMessage, resolve: (response: Response) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const end = (isTruncated: boolean) => {
    const { statusCode: status = 0, headers } = response;
    resolve({ status, headers, body: Buffer.concat(chunks).toString(), isTruncated });
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BODY_BYTES) end(false);
  });
  response.once('end', () => end(false));
  response.once('error', () => end(true));
}
