import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { INFO_PATH, SOCKET_PATH } from '../protocol/endpoints.ts';
import { PROTOCOL, VERSION } from '../protocol/version.ts';
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
export function serveHttp(server: Server, room: Room): void {
  server.on('request', (request, response) => {
    const path = pathOf(request.url ?? '');
    if (path === SOCKET_PATH) return answer(response, 426, 'This address speaks WebSocket only.\n');
    if (path !== '/' && path !== INFO_PATH)
      return answer(response, 404, 'There is nothing here. See / for how to join.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(response, 405, 'Only GET works here.\n');
    if (path === '/') return answer(response, 200, howToJoin(room, request));
    const info = { name: 'termquiz', version: VERSION, protocol: PROTOCOL, phase: room.phase };
    return answer(response, 200, JSON.stringify(info), 'application/json');
  });
}

function answer(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  const headers: Record<string, string> = {
    'Content-Type': type,
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  if (status === 426) Object.assign(headers, { Connection: 'Upgrade', Upgrade: 'websocket' });
  if (status === 405) headers['Allow'] = 'GET, HEAD';
  response.writeHead(status, headers).end(body);
}

/** For people who open the address in a browser or with curl. The PIN stays on the host's screen. */
function howToJoin(room: Room, { headers }: IncomingMessage): string {
  // The header is the visitor's own words: only what looks like an address goes back.
  const host = /^[\w.:[\]-]{1,255}$/u.exec(headers.host ?? '')?.[0] ?? '<address>';
  return `${room.title}\n\nA termquiz is played here. To join, type in a terminal:\n\n  npx termquiz join ${host} <PIN>\n\nThe PIN is on the host's screen.\n`;
}
