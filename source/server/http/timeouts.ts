import type { Server } from 'node:http';
import type { EventLoopWatch } from '../room/event-loop-watch.ts';
import { TlsServer } from '../tls-server.ts';

/** How long clients have to send the headers, and the whole request, in milliseconds. */
const HEADERS_TIMEOUT_MS = 5000;
const REQUEST_TIMEOUT_MS = 10_000;

/** How long a connection may wait for the next request, in milliseconds. */
const KEEP_ALIVE_TIMEOUT_MS = 30_000;

/**
 * Sets how long a server waits for slow and idle clients. Time during which the server itself was busy or asleep does not count,
 * because it has yet to read what clients sent meanwhile.
 */
export function setTimeouts(server: Server, eventLoop: EventLoopWatch): void {
  // Node reads both each time it looks for connections that have expired.
  Object.defineProperties(server, {
    headersTimeout: { get: () => HEADERS_TIMEOUT_MS + eventLoop.recentBusyMs },
    requestTimeout: { get: () => REQUEST_TIMEOUT_MS + eventLoop.recentBusyMs },
  });
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  if (server instanceof TlsServer) server.after = (delayMs, callback) => eventLoop.after(delayMs, callback);
}
