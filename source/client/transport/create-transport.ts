import { WebSocket } from 'ws';
import { autoTransport } from './auto.ts';
import { type ConnectOptions, NodeHttpClient } from './http-client.ts';
import { longPollingTransport, pollingTransport } from './polling.ts';
import { errorFailure, lostConnection, responseFailure, silentConnection } from './transport-failure.ts';
import type { Transport } from './transport.ts';
import { type WebSocketOptions, webSocketTransport } from './websocket.ts';
import { type Clock, SecondLimit } from '../../clock.ts';
import { SOCKET_PATH, SUBPROTOCOL } from '../../protocol/endpoints.ts';
import { MAX_SERVER_MESSAGE_BYTES } from '../../protocol/server-message.ts';

/** A transport that can be asked for. `auto` uses WebSocket if it gets through, and otherwise long polling. */
export type TransportChoice = keyof typeof transports;

export interface TransportOptions extends ConnectOptions {
  readonly clock: Clock;
  /** Returns a number from 0 to 1. */
  readonly random: () => number;
  /** How long to wait for the handshake of a WebSocket, in milliseconds of real time. Default: 10,000, or 5,000 with `auto`. */
  readonly handshakeTimeout?: number;
}

/** Creates Node's transport to a game. @param base The URL of the game, as returned by `parseAddress`. */
export function createTransport(base: string, choice: TransportChoice, options: TransportOptions): Transport {
  return transports[choice](base, options);
}

/** How long a WebSocket may take to open, and then to bring the first pong, in milliseconds: less if long polling may be used. */
const OPEN_TIMEOUT_MS = 10_000;
const AUTO_OPEN_TIMEOUT_MS = 5000;

const transports = {
  auto: (base: string, options: TransportOptions) =>
    autoTransport({
      webSocket: webSocketTransport(webSocketsOf(base, options, AUTO_OPEN_TIMEOUT_MS)),
      longPolling: longPollingTransport(requestsOf(base, options)),
      clock: options.clock,
    }),
  websocket: (base: string, options: TransportOptions) =>
    webSocketTransport(webSocketsOf(base, options, OPEN_TIMEOUT_MS)),
  'long-polling': (base: string, options: TransportOptions) =>
    longPollingTransport(requestsOf(base, options)),
  polling: (base: string, options: TransportOptions) => pollingTransport(requestsOf(base, options)),
} as const;

function requestsOf(base: string, options: TransportOptions) {
  return { ...options, client: new NodeHttpClient(base, options, options.clock) };
}

/** Limits on what a server can make the client hold, and a short wait for the server when leaving, in milliseconds. */
const LIMITS = {
  maxPayload: MAX_SERVER_MESSAGE_BYTES,
  maxFragments: 16,
  maxBufferedChunks: 1024,
  maxPendingAutoPongs: 8,
  closeTimeout: 1000,
};

function webSocketsOf(
  base: string,
  { agentFor, proxyFor, ca, clock, handshakeTimeout }: TransportOptions,
  openTimeoutMs: number,
): WebSocketOptions {
  const url = `${base.replace(/^http/u, 'ws')}${SOCKET_PATH}`;
  const destination = { base, proxy: proxyFor?.(url), ca };
  return {
    lost: lostConnection(destination),
    silent: silentConnection(destination),
    pongTimeoutMs: openTimeoutMs,
    clock,
    open(onFailure) {
      const agent = agentFor?.(url);
      const socket = new WebSocket(url, [SUBPROTOCOL], {
        ...LIMITS,
        handshakeTimeout: handshakeTimeout ?? openTimeoutMs,
        ...(agent && { agent }),
        ...(ca !== undefined && { ca }),
        perMessageDeflate: false,
      });
      limitReading(socket, clock);
      let isRejected = false;
      socket.on('unexpected-response', (_request, { statusCode: status = 0, headers }) => {
        isRejected = true;
        const response = { status, body: '', location: headers.location };
        onFailure(responseFailure(destination, response, SOCKET_PATH));
        socket.terminate();
      });
      socket.on('error', (error) => {
        // After a rejection, the error is only a consequence.
        if (!isRejected) onFailure(errorFailure(destination, error));
      });
      return socket;
    },
  };
}

/**
 * The most messages, pings and pongs that the client reads in a second, each counted once more per 256 bytes, because parsing takes
 * time in proportion to the size: far more than a game sends.
 * At the maximum, the client stops reading for the rest of the second, so that a flood leaves it time for the keyboard.
 */
const MAX_FRAMES_PER_SECOND = 200;
const BYTES_PER_FRAME = 256;

/** Stops reading for the rest of a second in which too much has arrived. */
function limitReading(socket: WebSocket, clock: Clock): void {
  const limit = new SecondLimit(MAX_FRAMES_PER_SECOND);
  let cancelResume: (() => void) | undefined;
  const onFrame = (data: Buffer) => {
    const waitMs = limit.count(clock.now(), 1 + Math.floor(data.length / BYTES_PER_FRAME));
    // Frames that were already read still arrive.
    if (waitMs === 0 || cancelResume) return;
    socket.pause();
    cancelResume = clock.after(waitMs, () => {
      cancelResume = undefined;
      socket.resume();
    });
  };
  socket.on('message', onFrame).on('ping', onFrame).on('pong', onFrame);
  socket.on('close', () => cancelResume?.());
}
