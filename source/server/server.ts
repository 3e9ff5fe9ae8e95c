import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import { createHttpServer, serveHttp } from './http/http.ts';
import { PollingService } from './http/polling.ts';
import { PinGuard } from './limits/pin-guard.ts';
import type { Room } from './room/room.ts';
import { type Site, serveBelowItsPath } from './site.ts';
import type { TlsFiles } from './tls-server.ts';
import { serveWebSockets } from './websocket/websocket.ts';

/** Node's own backlog of 511 makes a thousand who join at once wait for a second. */
const BACKLOG = 4096;

/** How long those who are told that the host goes away have to take it, in milliseconds. */
const GOODBYE_MS = 500;

export interface ListenOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** The address to listen on; undefined: all interfaces, IPv6 and IPv4. */
  readonly bind: string | undefined;
  readonly maxConnections: number;
  /** Undefined: without TLS. */
  readonly tls?: TlsFiles | undefined;
}

export interface Listening {
  readonly server: Server;
  readonly port: number;
}

/**
 * Takes a port. Nothing is answered before `serve` is called in the same turn of the event loop.
 *
 * @returns Rejects with the system's error where the port cannot be had.
 */
export async function listen(options: ListenOptions): Promise<Listening> {
  const server = createHttpServer(options.maxConnections, options.tls);
  const { port, bind: host } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, backlog: BACKLOG, ...(host !== undefined && { host }) }, resolve);
  });
  // A connection that cannot be accepted, for want of files, is no reason to end a game.
  server.on('error', () => undefined);
  return { server, port: portOf(server.address()) };
}

/** Serves a room on a listening server. The function that is returned says goodbye to all and closes it. */
export function serve(server: Server, room: Room, clock: Clock, site: Site = {}): () => Promise<void> {
  const guard = new PinGuard();
  const polling = new PollingService(room, guard, clock, site);
  serveHttp(server, room, polling, site);
  const webSockets = serveWebSockets(server, room, guard, clock, site);
  serveBelowItsPath(server, site);
  return async () => {
    room.close();
    webSockets.sayGoodbye();
    await polling.sayGoodbye();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const timer = setTimeout(() => {
      webSockets.cutOff();
      server.closeAllConnections();
    }, GOODBYE_MS);
    await closed;
    clearTimeout(timer);
    webSockets.cutOff();
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('a server on a pipe has no port');
  return address.port;
}
