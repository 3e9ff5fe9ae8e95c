import { type IncomingMessage, type Server, createServer } from 'node:http';
import { INFO_PATH, SOCKET_PATH } from '../protocol/endpoints.ts';
import { PROTOCOL, VERSION } from '../protocol/version.ts';
import type { PollingService } from './polling.ts';
import { respond, respondWithMethods } from './respond.ts';
import type { Room } from './room.ts';
import { pathOf } from './upgrade.ts';

/** An HTTP server that lets nobody hold it up: slow, oversized and idle requests are cut off. */
export function createHttpServer(maxConnections: number): Server {
  const server = createServer({ connectionsCheckingInterval: 1000, maxHeaderSize: 8192 });
  server.headersTimeout = 5000;
  server.requestTimeout = 10_000;
  server.keepAliveTimeout = 30_000;
  server.maxConnections = maxConnections;
  return server;
}

/** Answers plain requests about a room's game. */
export function serveHttp(server: Server, room: Room, polling: PollingService): void {
  server.on('request', (request, response) => {
    const path = pathOf(request.url ?? '');
    if (polling.takes(path, request, response)) return;
    if (path === SOCKET_PATH) return respond(response, WEBSOCKET_ONLY);
    if (path !== '/' && path !== INFO_PATH) return respond(response, NOTHING_HERE);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return respondWithMethods(response, 'GET', 'HEAD');
    if (path === '/') return respond(response, { status: 200, body: howToJoin(room, request) });
    const info = { name: 'termquiz', version: VERSION, protocol: PROTOCOL, phase: room.phase };
    return respond(response, { status: 200, body: JSON.stringify(info), type: 'application/json' });
  });
}

const WEBSOCKET_ONLY = {
  status: 426,
  body: 'This address speaks WebSocket only.\n',
  headers: { Connection: 'Upgrade', Upgrade: 'websocket' },
};

const NOTHING_HERE = { status: 404, body: 'There is nothing here. See / for how to join.\n' };

/** For people who open the address in a browser or with curl. The PIN stays on the host's screen. */
function howToJoin(room: Room, { headers }: IncomingMessage): string {
  // The header is the visitor's own words: only what looks like an address goes back.
  const host = /^[\w.:[\]-]{1,255}$/u.exec(headers.host ?? '')?.[0] ?? '<address>';
  return `${room.title}\n\nA termquiz is played here. To join, type in a terminal:\n\n  npx termquiz join ${host} <PIN>\n\nThe PIN is on the host's screen.\n`;
}
