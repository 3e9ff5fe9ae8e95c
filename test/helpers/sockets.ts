import { once } from 'node:events';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { onTestFinished, vi } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { type Clock, systemClock } from '../../source/clock.ts';
import type { ClientMessage } from '../../source/protocol/client-message.ts';
import { type ServerMessage, parseServerMessage } from '../../source/protocol/server-message.ts';
import type { PackageFile, Page } from '../../source/server/http/page.ts';
import { listen, serve } from '../../source/server/server.ts';
import type { ReverseProxy } from '../../source/server/reverse-proxy.ts';
import type { TlsFiles } from '../../source/server/tls-server.ts';
import { acceleratedClock } from './accelerated-clock.ts';
import { type RoomOptions, isOfType, openRoom } from './rooms.ts';

export const LOOPBACK = '127.0.0.1';

/** How long tests wait for something to happen, and how often they check, in milliseconds. */
export const WAIT_OPTIONS = { timeout: 25_000, interval: 5 };

export interface ServeOptions extends Omit<RoomOptions, 'clock'> {
  /** Undefined: without TLS. */
  readonly tls?: TlsFiles;
  readonly reverseProxy?: ReverseProxy;
  /** Default: none. */
  readonly page?: Page | null;
  /** Default: none. */
  readonly packageFile?: PackageFile | null;
  /** Default: any free port. */
  readonly port?: number;
  /** The address to listen on. Default: IPv4 loopback. */
  readonly bind?: string;
  /** Default: 1000. */
  readonly maxConnections?: number;
  /** Default: the system's clock. */
  readonly clock?: Clock;
}

/** Serves a room on a port of this machine until the end of the test. */
export async function serveRoom({
  port: on = 0,
  tls,
  reverseProxy,
  page = null,
  packageFile = null,
  bind = LOOPBACK,
  maxConnections = 1000,
  clock = systemClock(),
  ...options
}: ServeOptions = {}) {
  const room = openRoom({ ...options, clock });
  const { server, port } = await listen({ port: on, bind, maxConnections, tls });
  const close = serve(server, room, clock, reverseProxy, { page, packageFile });
  let closing: Promise<void> | undefined;
  const closeOnce = () => (closing ??= close());
  onTestFinished(closeOnce);
  const base = `${tls ? 'https' : 'http'}://${LOOPBACK}:${port}`;
  return { room, server, port, base, url: `${base.replace('http', 'ws')}/v1/socket`, close: closeOnce };
}

/** Returns a clock whose time stands still, however slow the machine is. Its timers are accelerated. */
export function stoppedClock(): Clock {
  const clock = acceleratedClock();
  const now = clock.now();
  return { ...clock, now: () => now };
}

/** A WebSocket that records the messages of the server. */
export class TestSocket {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[] = [];
  /** The close code of the connection. */
  readonly closed: Promise<number>;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      const message = parseServerMessage(data.toString());
      if (message) this.messages.push(message);
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', resolve);
    });
    onTestFinished(() => socket.terminate());
  }

  /** Connects. Rejects if the server does. */
  static async open(
    url: string,
    options: ClientOptions = {},
    protocols = ['termquiz.v1'],
  ): Promise<TestSocket> {
    const socket = new WebSocket(url, protocols, options);
    const client = new TestSocket(socket);
    await once(socket, 'open');
    return client;
  }

  send(message: ClientMessage): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Returns the newest message of a type, once there is one. */
  async next<Type extends ServerMessage['type']>(
    type: Type,
    matches: (message: Extract<ServerMessage, { type: Type }>) => boolean = () => true,
  ): Promise<Extract<ServerMessage, { type: Type }>> {
    return vi.waitFor(() => {
      const found = this.messages.filter((message) => isOfType(message, type)).findLast(matches);
      if (!found) throw new Error(`no such ${type} among ${JSON.stringify(this.messages)}`);
      return found;
    }, WAIT_OPTIONS);
  }
}

export interface TestResponse {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends an HTTP request. */
export async function request(
  port: number,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<TestResponse> {
  const outgoing = httpRequest({ host: LOOPBACK, port, path, method, headers, agent: false }).end();
  return new Promise((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      const { statusCode: status, headers } = response;
      text(response).then((body) => resolve({ status, headers, body }), reject);
    });
  });
}

/**
 * Sends these bytes, given as Latin-1, and returns the response up to the end of its headers. More bytes can
 * follow after a while.
 */
export async function sendRaw(
  port: number,
  bytes: string,
  more?: { readonly bytes: string; readonly afterMs: number },
): Promise<string> {
  const socket = connect(port, LOOPBACK);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write(bytes, 'latin1');
  if (more) setTimeout(() => socket.write(more.bytes, 'latin1'), more.afterMs);
  let response = '';
  for await (const chunk of socket) {
    response += String(chunk);
    if (response.includes('\r\n\r\n')) break;
  }
  return response;
}

/** Counts the chunks that a stream delivers. Returns a function that returns the most of them in one turn of the event loop. */
export function chunksPerTurn(stream: Readable): () => number {
  let most = 0;
  let inThisTurn = 0;
  stream.on('data', () => {
    if (inThisTurn++ === 0) setImmediate(() => (inThisTurn = 0));
    most = Math.max(most, inThisTurn);
  });
  return () => most;
}
