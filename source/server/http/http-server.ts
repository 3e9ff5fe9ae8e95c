import { type IncomingMessage, type Server, type ServerOptions, createServer } from 'node:http';
import { INFO_PATH, NOT_FOUND_BODY, PROTOCOL, SOCKET_PATH, VERSION } from '../../protocol/endpoints.ts';
import type { GameInfo } from '../../protocol/game-info.ts';
import { GatedRequest } from './gated-request.ts';
import {
  type PackageFile,
  type Page,
  assetResponse,
  indexResponse,
  packageResponse,
  slashRedirect,
  wantsHtml,
} from './page.ts';
import type { PollingService } from './polling-service.ts';
import {
  GuardedResponse,
  type PlainResponse,
  respond,
  respondEarly,
  respondToMalformed,
  respondWithMethods,
} from './respond.ts';
import { FOREIGN_HOST, isForeignHost } from '../host-names.ts';
import { CROSS_ORIGIN, type ReverseProxy, isCrossOrigin, isSecure, requestPath } from '../reverse-proxy.ts';
import type { EventLoopWatch } from '../room/event-loop-watch.ts';
import type { Room } from '../room/room.ts';
import { type TlsFiles, TlsServer } from '../tls-server.ts';

const OPTIONS: ServerOptions = {
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 8192,
  IncomingMessage: GatedRequest,
  ServerResponse: GuardedResponse,
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

/** What a server offers besides the game. */
export interface Offer {
  /** Null: no page, so browsers get the join command, too. */
  readonly page: Page | null;
  /** Null: the package is not served. */
  readonly packageFile: PackageFile | null;
}

/** Serves the page, the join command, the game info and the polling API. Times out slow and idle clients. */
export function serveHttp(
  server: Server,
  room: Room,
  polling: PollingService,
  reverseProxy: ReverseProxy,
  offer: Offer,
): void {
  setTimeouts(server, room.eventLoop);
  server.on('clientError', respondToMalformed);
  server.on('request', (request, response) => {
    // Once the connection can no longer send, no response may finish: it would do so before those to earlier requests, which never
    // will, and Node would throw. Requests that arrived together get here even after a reset.
    if (!request.socket.writable) return;
    if (isForeignHost(request.headers, reverseProxy)) return respondEarly(request, response, FOREIGN_HOST);
    const path = requestPath(request.url ?? '');
    const handle = polling.handlerOf(path);
    if (handle) return handle(request, response);
    if (path === SOCKET_PATH) return respond(response, WEBSOCKET_ONLY);
    const content = contentAt(path, request, room, reverseProxy, offer);
    if (!content) return respond(response, NOT_FOUND);
    if (request.method === 'GET' || request.method === 'HEAD') return respond(response, content);
    return respondWithMethods(response, 'GET', 'HEAD');
  });
}

function contentAt(
  path: string,
  request: IncomingMessage,
  room: Room,
  reverseProxy: ReverseProxy,
  { page, packageFile }: Offer,
): PlainResponse | undefined {
  const { headers } = request;
  if (path === INFO_PATH) return isCrossOrigin(headers, reverseProxy) ? CROSS_ORIGIN : infoResponse(room);
  const asset = page?.assets.get(path.slice(1));
  if (asset) return assetResponse(asset, headers);
  if (packageFile && path === `/${packageFile.name}`) return packageResponse(packageFile);
  if (path !== '/' && path !== '') return undefined;
  if (!page || !wantsHtml(headers))
    return { status: 200, body: joinText(room.title, request, reverseProxy), headers: { Vary: 'Accept' } };
  return path === '' ? slashRedirect(reverseProxy) : indexResponse(page, request, reverseProxy);
}

function infoResponse({ id: room, phase, title, settings }: Room): PlainResponse {
  const { names, teams } = settings;
  const info: GameInfo = {
    name: 'termquiz',
    version: VERSION,
    protocol: PROTOCOL,
    room,
    phase,
    title,
    names,
    teams: [...(teams ?? [])],
  };
  return { status: 200, body: JSON.stringify(info), type: 'application/json' };
}

/** Explains how to join in a terminal. The PIN is only on the host's screen. */
function joinText(title: string, request: IncomingMessage, reverseProxy: ReverseProxy): string {
  const command = `npx termquiz join ${joinAddress(request, reverseProxy)}`;
  // The PIN is not part of the command, which people copy: a shell would read <PIN> as a redirection.
  return `${title}

To join this quiz, run this command in a terminal:

  ${command}

It asks for the PIN, which is on the host's screen.
`;
}

/** Returns the address to join: the public URL, or else the address in the request. */
function joinAddress(request: IncomingMessage, reverseProxy: ReverseProxy): string {
  if (reverseProxy.publicUrl !== undefined) return reverseProxy.publicUrl;
  // The client controls this header: repeat it only if it looks like an address.
  const host = /^[\w.:[\]-]{1,255}$/u.exec(request.headers.host ?? '')?.[0] ?? '<address>';
  if (isSecure(request, reverseProxy)) return `wss://${host}`;
  // Browsers omit port 80, but without a scheme `join` defaults to another port.
  return /(?:^<address>|:\d+)$/u.test(host) ? host : `ws://${host}`;
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
