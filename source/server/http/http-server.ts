import { type Server, type ServerOptions, type ServerResponse, createServer } from 'node:http';
import { INFO_PATH, NOT_FOUND_BODY, PROTOCOL, SOCKET_PATH, VERSION } from '../../protocol/endpoints.ts';
import { GatedRequest } from './gated-request.ts';
import { joinPage } from './join-page.ts';
import type { PollingService } from './polling-service.ts';
import { respond, respondEarly, respondWithMethods } from './respond.ts';
import { FOREIGN_HOST, isForeignHost } from '../host-names.ts';
import { type ReverseProxy, requestPath } from '../reverse-proxy.ts';
import type { EventLoopWatch } from '../room/event-loop-watch.ts';
import type { Room } from '../room/room.ts';
import { type TlsFiles, TlsServer } from '../tls-server.ts';

const OPTIONS: ServerOptions = {
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 8192,
  IncomingMessage: GatedRequest,
};

/** How long clients have to send the headers, and the whole request, in milliseconds. */
const HEADERS_TIMEOUT_MS = 5000;
const REQUEST_TIMEOUT_MS = 10_000;

/** How long a connection may wait for the next request, in milliseconds. */
const KEEP_ALIVE_TIMEOUT_MS = 30_000;

/**
 * How long a client may take to read a response, in milliseconds. It includes the time for which the request is held, which is at
 * most `MAX_HOLD_S`.
 */
const RESPONSE_TIMEOUT_MS = 90_000;

/** After this many requests, the server closes a connection with the response, and the client opens another one. */
const MAX_REQUESTS_PER_CONNECTION = 10_000;

/** Creates an HTTP or HTTPS server that rejects oversized requests. */
export function createHttpServer(maxConnections: number, tls?: TlsFiles): Server {
  const server = tls ? new TlsServer({ ...OPTIONS, cert: tls.cert, key: tls.key }) : createServer(OPTIONS);
  server.maxConnections = maxConnections;
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_CONNECTION;
  return server;
}

/** Serves the join page, the game info and the polling API. Times out slow and idle clients. */
export function serveHttp(
  server: Server,
  room: Room,
  polling: PollingService,
  reverseProxy: ReverseProxy,
): void {
  setTimeouts(server, room.eventLoop);
  server.on('request', (request, response) => {
    containFinish(response);
    if (isForeignHost(request.headers, reverseProxy)) return respondEarly(request, response, FOREIGN_HOST);
    const path = requestPath(request.url ?? '');
    const handle = polling.handlerOf(path);
    if (handle) return handle(request, response);
    if (path === SOCKET_PATH) return respond(response, WEBSOCKET_ONLY);
    if (path !== '/' && path !== INFO_PATH) return respond(response, NOT_FOUND);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return respondWithMethods(response, 'GET', 'HEAD');
    if (path === '/')
      return respond(response, { status: 200, ...joinPage(room.title, request, reverseProxy) });
    const info = { name: 'termquiz', version: VERSION, protocol: PROTOCOL, phase: room.phase };
    return respond(response, { status: 200, body: JSON.stringify(info), type: 'application/json' });
  });
}

/**
 * Closes the connection if Node's own listener throws when a response is finished. Node asserts that responses finish in the order
 * of their requests, and pipelined requests on a connection that breaks can make that untrue. Uncaught, it would end the host.
 */
export function containFinish(response: ServerResponse): void {
  const listeners = response.rawListeners('finish');
  response.removeAllListeners('finish').on('finish', () => {
    try {
      for (const listener of listeners) listener.call(response);
    } catch {
      response.req.destroy();
      response.destroy();
    }
  });
}

const WEBSOCKET_ONLY = {
  status: 426,
  body: 'This path accepts WebSocket connections only.\n',
  headers: { Connection: 'Upgrade', Upgrade: 'websocket' },
};

const NOT_FOUND = { status: 404, body: `${NOT_FOUND_BODY}\n` };

/**
 * Sets how long a server waits for slow and idle clients. Time during which the server itself was busy or asleep does not count,
 * because the server may not have read yet what clients have sent.
 */
export function setTimeouts(server: Server, eventLoop: EventLoopWatch): void {
  // Node reads both each time it looks for connections that have expired.
  Object.defineProperties(server, {
    headersTimeout: { get: () => HEADERS_TIMEOUT_MS + eventLoop.recentBusyMs },
    requestTimeout: { get: () => REQUEST_TIMEOUT_MS + eventLoop.recentBusyMs },
  });
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.timeout = RESPONSE_TIMEOUT_MS;
  if (server instanceof TlsServer) server.after = (delayMs, callback) => eventLoop.after(delayMs, callback);
}
