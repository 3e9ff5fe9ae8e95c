import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { RequestGate, limitRequests } from './http/gated-request.ts';
import { type Offer, createHttpServer, serveHttp } from './http/http-server.ts';
import { PollingService } from './http/polling-service.ts';
import { OpenConnections } from './limits/open-connections.ts';
import { PinGuard } from './limits/pin-guard.ts';
import { type ReverseProxy, stripPublicPath } from './reverse-proxy.ts';
import type { Room } from './room/room.ts';
import { type TlsFiles, TlsServer } from './tls-server.ts';
import { serveWebSockets } from './websocket/websocket.ts';

/** With Node's default of 511, a thousand players who join at once wait for a second. */
const BACKLOG = 4096;

/** Connections beyond the capacity, which are open only until older ones without a seat have been dropped. */
const NEWCOMERS = 16;

/** How long clients have to close their connections after the goodbye, in milliseconds. */
const CLOSE_WITHIN_MS = 500;

export interface ListenOptions {
  /** 0 picks any free port. */
  readonly port: number;
  /** The address to listen on; undefined: all interfaces, IPv6 and IPv4. */
  readonly bind: string | undefined;
  readonly maxConnections: number;
  /** Undefined: without TLS. */
  readonly tls?: TlsFiles | undefined;
}

export interface ListeningServer {
  readonly server: Server;
  readonly port: number;
}

/**
 * Opens a port. Call `serve` in the same turn of the event loop, before the first request comes in. Rejects with the
 * system's error if the port or the address is not available.
 */
export async function listen(options: ListenOptions): Promise<ListeningServer> {
  const server = createHttpServer(options.maxConnections, options.tls);
  const { port, bind: host } = options;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, backlog: BACKLOG, ...(host !== undefined && { host }) }, resolve);
  });
  // Running out of file descriptors rejects a connection, but must not end the game.
  server.on('error', () => undefined);
  return { server, port: portOf(server.address()) };
}

/** Serves a room on a listening server. Returns a function that says goodbye to all clients and closes the server. */
export function serve(
  server: Server,
  room: Room,
  clock: Clock,
  reverseProxy: ReverseProxy = {},
  offer: Offer = { page: null, packageFile: null },
): () => Promise<void> {
  const guard = new PinGuard(room, clock);
  const connections = limitConnections(server, room, clock, reverseProxy);
  const polling = new PollingService(room, guard, connections, clock, reverseProxy);
  serveHttp(server, room, polling, reverseProxy, offer);
  const webSockets = serveWebSockets(server, room, guard, connections, clock, reverseProxy);
  stripPublicPath(server, reverseProxy);
  return async () => {
    await room.close();
    webSockets.sendBye();
    await polling.deliverBye();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const timer = setTimeout(() => {
      webSockets.terminate();
      server.closeAllConnections();
    }, CLOSE_WITHIN_MS);
    await closed;
    clearTimeout(timer);
    webSockets.terminate();
  };
}

/** Limits all connections, and the requests on each of them. */
function limitConnections(
  server: Server,
  { alarms }: Room,
  clock: Clock,
  { trustProxy = false }: ReverseProxy,
): OpenConnections {
  const raiseAlarm = () => alarms.raise('connection-flood');
  const connections = new OpenConnections(server.maxConnections - NEWCOMERS, raiseAlarm);
  server.on('connection', (socket: Socket) => {
    const { remoteAddress = '' } = socket;
    // A reverse proxy on this machine need not be trusted.
    const isShared = trustProxy || LOOPBACK.test(remoteAddress);
    connections.add(socket, isShared ? null : remoteAddress);
  });
  server.on('drop', raiseAlarm);
  server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (socket: Socket) =>
    limitRequests(socket, new RequestGate(clock, trustProxy)),
  );
  return connections;
}

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/u;

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('a server on a pipe has no port');
  return address.port;
}
