import type { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import type { ConnectOptions, Connection, ConnectionHandlers, Transport } from './transport.ts';
import { type Clock, systemClock } from '../../clock.ts';
import type { Destination } from '../../network/faults/fault.ts';
import {
  errorFailure,
  lostConnection,
  responseFailure,
  silentConnection,
} from '../../network/faults/transport-failure.ts';
import { SOCKET_PATH, SUBPROTOCOL } from '../../protocol/endpoints.ts';

/** Far more than the largest stage, in bytes; and a short wait for the server when leaving, in milliseconds. */
const LIMITS = { maxPayload: 1024 * 1024, closeTimeout: 1000 };

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
      keepAlive.attach(socket);
      const destination = { base, proxy: options.proxyFor?.(url), ca: options.ca };
      return connectionOver(socket, destination, handlers, handshakeTimeout);
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

function connectionOver(
  socket: WebSocket,
  destination: Destination,
  handlers: ConnectionHandlers,
  pongTimeout: number,
): Connection {
  let failure = lostConnection(destination);
  let isRejected = false;
  let isClosed = false;

  socket.on('open', () => {
    failure = silentConnection(destination);
    onFirstPong(socket, pongTimeout, () => {
      failure = lostConnection(destination);
      if (!isClosed) handlers.onOpen('websocket');
    });
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
    if (!isClosed) handlers.onClose(failure);
    isClosed = true;
  });

  return {
    send: (message) => socket.send(JSON.stringify(message)),
    close() {
      isClosed = true;
      socket.close();
    },
  };
}

/**
 * Pings a new WebSocket and calls back on the first pong; terminates the WebSocket if there is none in time. Some proxies
 * complete the handshake and then hold back all messages.
 */
function onFirstPong(socket: WebSocket, timeout: number, callback: () => void): void {
  const timer = setTimeout(() => socket.terminate(), timeout);
  socket.once('pong', callback);
  socket.once('pong', () => clearTimeout(timer));
  socket.once('close', () => clearTimeout(timer));
  socket.ping();
}

/** How often a connection is checked, and pinged if needed, in milliseconds. */
const CHECK_INTERVAL_MS = 1000;

/** The server pings every 5 s: a connection that is silent for this long is dead, in milliseconds. */
const MAX_SILENCE_MS = 15_000;

/** The close code of a connection that broke without a close frame. */
const ABNORMAL_CLOSURE = 1006;

interface KeepAliveSocket extends EventEmitter {
  ping(): void;
  terminate(): void;
}

/**
 * Detects dead connections, and keeps idle ones open. Something on the way may drop idle connections sooner than the server
 * pings: once that has happened, the following connections ping as well.
 */
export class KeepAlive {
  readonly #clock: Clock;
  #isPinging = false;
  /**
   * Whether the last connection was lost while idle. If the next one opens, something on the way has dropped it; otherwise
   * the server is gone.
   */
  #wasLostWhileIdle = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Checks a new connection until it ends. */
  attach(socket: KeepAliveSocket): void {
    let lastActivityAt = this.#clock.now();
    let cancelCheck: (() => void) | undefined;
    const onActivity = () => {
      lastActivityAt = this.#clock.now();
    };
    const idleMs = () => this.#clock.now() - lastActivityAt;
    const check = () => {
      cancelCheck = this.#clock.after(CHECK_INTERVAL_MS, check);
      if (idleMs() >= MAX_SILENCE_MS) socket.terminate();
      else if (this.#isPinging) socket.ping();
    };
    socket.on('open', () => {
      onActivity();
      this.#isPinging ||= this.#wasLostWhileIdle;
      cancelCheck = this.#clock.after(CHECK_INTERVAL_MS, check);
    });
    socket.on('ping', onActivity);
    socket.on('pong', onActivity);
    socket.on('message', onActivity);
    socket.on('close', (code: number) => {
      cancelCheck?.();
      const wasIdle = idleMs() > CHECK_INTERVAL_MS && idleMs() < MAX_SILENCE_MS;
      this.#wasLostWhileIdle = cancelCheck !== undefined && code === ABNORMAL_CLOSURE && wasIdle;
    });
  }
}
