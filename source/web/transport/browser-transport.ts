import { BLOCKED, LOST } from './failures.ts';
import { type Fetch, FetchClient } from './fetch-client.ts';
import { PageSocket, type WebSocketConstructor } from './page-socket.ts';
import { autoTransport } from '../../client/transport/auto.ts';
import { longPollingTransport } from '../../client/transport/polling.ts';
import type { Transport } from '../../client/transport/transport.ts';
import { webSocketTransport } from '../../client/transport/websocket.ts';
import type { Clock } from '../../clock.ts';
import { SOCKET_PATH } from '../../protocol/endpoints.ts';

/** How long a WebSocket may take to open, and then to bring the first pong, in milliseconds. */
const OPEN_TIMEOUT_MS = 5000;

export interface BrowserTransportOptions {
  readonly WebSocket: WebSocketConstructor;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
}

/**
 * Creates the page's transport to its game: a WebSocket, or long polling where it is blocked.
 *
 * @param base The URL of the game, without a slash at its end.
 */
export function browserTransport(base: string, options: BrowserTransportOptions): Transport {
  const { clock } = options;
  return autoTransport({
    webSocket: pageSockets(base, options),
    longPolling: pageRequests(base, options),
    clock,
  });
}

/** Creates only its WebSocket part. */
function pageSockets(
  base: string,
  { WebSocket, clock }: Pick<BrowserTransportOptions, 'WebSocket' | 'clock'>,
): Transport {
  const url = `${base.replace(/^http/u, 'ws')}${SOCKET_PATH}`;
  return webSocketTransport({
    open: (onFailure) => new PageSocket({ WebSocket, url, clock, onFailure, openTimeoutMs: OPEN_TIMEOUT_MS }),
    lost: LOST,
    silent: BLOCKED,
    pongTimeoutMs: OPEN_TIMEOUT_MS,
    clock,
  });
}

/** Creates only its long polling part. */
export function pageRequests(
  base: string,
  { fetch, clock, random }: Pick<BrowserTransportOptions, 'fetch' | 'clock' | 'random'>,
): Transport {
  return longPollingTransport({ client: new FetchClient(base, fetch, clock), clock, random });
}
