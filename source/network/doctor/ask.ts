import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { type Line, connect, openLine, proxyAuthorization } from './line.ts';
import { type Attempt } from './step.ts';
import { type Target } from './target.ts';
import { type Failure, failureFrom } from '../faults/fault.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Whether the body broke off before its end. */
  readonly wasCut: boolean;
}

/** An answer over HTTP, or why there was none: `received` is what came instead, where something did. */
export type Asked =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly failure: Failure; readonly received: Buffer };

const LONGEST_BODY_BYTES = 64 * 1024;

/** Asks the game's host for a path behind its base, as the client does: https through a tunnel, http by the whole URL. */
export async function ask(
  target: Target,
  path: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Attempt<Asked>> {
  const isForwarded = target.proxy !== null && !target.isSecure;
  const opened = await (isForwarded ? openForwarded(target, signal) : openLine(target, signal));
  if (!opened.ok) return opened;
  const { socket } = opened.value;
  try {
    const url = new URL(`${target.base}${path}`);
    const authorization = isForwarded && target.proxy ? proxyAuthorization(target.proxy) : undefined;
    const answer = await answerOn(socket, signal, {
      path: isForwarded ? url.href : `${url.pathname}${url.search}`,
      headers: {
        ...headers,
        Host: url.host,
        Connection: 'close',
        ...(authorization !== undefined && { 'Proxy-Authorization': authorization }),
      },
    });
    return { ok: true, value: { ok: true, answer } };
  } catch (error) {
    return {
      ok: true,
      value: { ok: false, failure: failureFrom(error), received: bytesThatAreNotHttp(error) },
    };
  } finally {
    socket.destroy();
  }
}

async function openForwarded(target: Target, signal: AbortSignal): Promise<Attempt<Line>> {
  const connected = await connect(target, signal);
  return connected.ok ? { ok: true, value: { socket: connected.value, tunnel: [] } } : connected;
}

async function answerOn(
  socket: Socket,
  signal: AbortSignal,
  { path, headers }: { path: string; headers: Record<string, string> },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ createConnection: () => socket, path, headers, signal });
    const closed = () => reject(new Error('the connection was closed without an answer'));
    asking.once('error', reject).once('close', closed);
    asking.once('upgrade', ({ statusCode = 101, headers: received }) =>
      resolve({ status: statusCode, headers: received, body: '', wasCut: false }),
    );
    asking.once('response', (response) => {
      asking.off('close', closed);
      readBody(response, resolve);
    });
    asking.end();
  });
}

function readBody(response: IncomingMessage, resolve: (answer: Answer) => void): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const end = (wasCut: boolean) => {
    const { statusCode: status = 0, headers } = response;
    resolve({ status, headers, body: Buffer.concat(chunks).toString(), wasCut });
  };
  response.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_BODY_BYTES) end(false);
  });
  response.once('end', () => end(false));
  response.once('error', () => end(true));
}

/** Node's parser keeps what it could not read. */
function bytesThatAreNotHttp(error: unknown): Buffer {
  const packet: unknown = error instanceof Error ? Reflect.get(error, 'rawPacket') : undefined;
  return Buffer.isBuffer(packet) ? packet : Buffer.alloc(0);
}
