import { WebSocket } from 'ws';
import { KeepAlive } from './keep-alive.ts';
import type { ConnectOptions, Connection, ConnectionHandlers, Transport } from './transport.ts';
import { type Clock, SecondLimit, systemClock } from '../../clock.ts';
import type { Destination } from '../../network/faults/fault.ts';
import {
  errorFailure,
  lostConnection,
  responseFailure,
  silentConnection,
} from '../../network/faults/transport-failure.ts';
import { SOCKET_PATH, SUBPROTOCOL } from '../../protocol/endpoints.ts';
import { MAX_SERVER_MESSAGE_BYTES } from '../../protocol/server-message.ts';

/** Limits on what a server can make the client hold, and a short wait for the server when leaving, in milliseconds. */
const LIMITS = {
  maxPayload: MAX_SERVER_MESSAGE_BYTES,
  maxFragments: 16,
  maxBufferedChunks: 1024,
  maxPendingAutoPongs: 8,
  closeTimeout: 1000,
};

/**
 * The most messages, pings and pongs that the client reads in a second, each counted once more per 256 bytes, because parsing takes
 * time in proportion to the size: far more than a game sends.
 * At the maximum, the client stops reading for the rest of the second, so that a flood leaves it time for the keyboard.
 */
const MAX_FRAMES_PER_SECOND = 200;
const BYTES_PER_FRAME = 256;

export interface WebSocketOptions extends ConnectOptions {
  /** How long to wait for the handshake, and then for the first pong, in milliseconds. Default: 10,000. */
  readonly handshakeTimeout?: number;
  /** The clock that detects silence. Default: the system's. */
  readonly clock?: Clock;
}

/** Creates a transport over WebSocket. @param base The URL of the game, as returned by `parseAddress`. */
export function webSocketTransport(base: string, options: WebSocketOptions = {}): Transport {
  const url = `${base.replace(/^http/u, 'ws')}${SOCKET_PATH}`;
  const { handshakeTimeout = 10_000, clock = systemClock() } = options;
  const keepAlive = new KeepAlive(clock);
  return {
    connect(handlers) {
      const socket = openSocket(url, options, handshakeTimeout);
      limitReading(socket, clock);
      const destination = { base, proxy: options.proxyFor?.(url), ca: options.ca };
      return connectionOver(socket, keepAlive, destination, handlers, handshakeTimeout);
    },
  };
}

function openSocket(url: string, { agentFor, ca }: WebSocketOptions, handshakeTimeout: number): WebSocket {
  const agent = agentFor?.(url);
  return new WebSocket(url, [SUBPROTOCOL], {
    ...LIMITS,
    handshakeTimeout,
    ...(agent && { agent }),
    ...(ca !== undefined && { ca }),
    perMessageDeflate: false,
  });
}

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

/**
 * Opens with the first pong, or terminates the WebSocket if no pong arrives in time: some proxies complete the handshake and then
 * hold back all messages.
 */
function connectionOver(
  socket: WebSocket,
  keepAlive: KeepAlive,
  destination: Destination,
  handlers: ConnectionHandlers,
  pongTimeout: number,
): Connection {
  let failure = lostConnection(destination);
  let isRejected = false;
  let isOpen = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  socket.on('open', () => {
    failure = silentConnection(destination);
    timer = setTimeout(() => socket.terminate(), pongTimeout);
  });
  keepAlive.attach(socket, (roundTripMs) => {
    clearTimeout(timer);
    failure = lostConnection(destination);
    if (!isOpen && !isClosed) handlers.onOpen('websocket');
    isOpen = true;
    if (!isClosed) handlers.onRoundTrip?.(roundTripMs);
  });
  socket.on('message', (data) => {
    if (!isClosed) handlers.onMessage(data.toString());
  });
  socket.on('unexpected-response', (_request, response) => {
    isRejected = true;
    const { statusCode: status = 0, headers } = response;
    failure = responseFailure(destination, { status, body: '', location: headers.location }, SOCKET_PATH);
    socket.terminate();
  });
  socket.on('error', (error) => {
    // After a rejection, the error is only a consequence.
    if (!isRejected) failure = errorFailure(destination, error);
  });
  socket.on('close', () => {
    clearTimeout(timer);
    if (!isClosed) handlers.onClose(failure);
    isClosed = true;
  });

  return {
    send: (message) => socket.send(JSON.stringify(message)),
    close() {
      isClosed = true;
      socket.close();
      // The server's close frame may be queued behind a flood that the client does not read.
      if (socket.isPaused) socket.terminate();
    },
  };
}
