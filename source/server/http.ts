import { type Server, type ServerResponse, createServer } from 'node:http';
import { INFO_PATH, SOCKET_PATH } from '../protocol/endpoints.ts';
import { PROTOCOL, VERSION } from '../protocol/version.ts';
import { joinPage } from './join-page.ts';
import type { Room } from './room.ts';
import type { Site } from './site.ts';
import { type TlsFiles, TlsServer } from './tls-server.ts';
import { pathOf } from './upgrade.ts';

const LIMITS = { connectionsCheckingInterval: 1000, maxHeaderSize: 8192 };

/** An HTTP or HTTPS server that lets nobody hold it up: slow, oversized and idle requests are cut off. */
export function createHttpServer(maxConnections: number, tls?: TlsFiles): Server {
  const server = tls ? new TlsServer({ ...LIMITS, cert: tls.cert, key: tls.key }) : createServer(LIMITS);
  server.headersTimeout = 5000;
  server.requestTimeout = 10_000;
  server.keepAliveTimeout = 30_000;
  server.maxConnections = maxConnections;
  return server;
}

/** Answers plain requests about a room's game. */
export function serveHttp(server: Server, room: Room, site: Site): void {
  server.on('request', (request, response) => {
    const path = pathOf(request.url ?? '');
    if (path === SOCKET_PATH) return answer(response, 426, 'This address speaks WebSocket only.\n');
    if (path !== '/' && path !== INFO_PATH)
      return answer(response, 404, 'There is nothing here. See / for how to join.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(response, 405, 'Only GET works here.\n');
    if (path === '/') {
      const { body, headers } = joinPage(room.title, request, site);
      return answer(response, 200, body, headers);
    }
    const info = { name: 'termquiz', version: VERSION, protocol: PROTOCOL, phase: room.phase };
    return answer(response, 200, JSON.stringify(info), { 'Content-Type': 'application/json' });
  });
}

function answer(
  response: ServerResponse,
  status: number,
  body: string,
  more: Readonly<Record<string, string>> = {},
): void {
  const headers: Record<string, string> = {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...more,
  };
  if (status === 426) Object.assign(headers, { Connection: 'Upgrade', Upgrade: 'websocket' });
  if (status === 405) headers['Allow'] = 'GET, HEAD';
  response.writeHead(status, headers).end(body);
}
