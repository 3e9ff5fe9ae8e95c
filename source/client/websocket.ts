import { WebSocket } from 'ws';
import { SOCKET_PATH, SUBPROTOCOL } from '../protocol/endpoints.ts';
import { brokenLine, connectFailure, foreignAnswer } from './connect-failure.ts';
import { KeepAlive } from './keep-alive.ts';
import { secureAddress } from './secure-address.ts';
import type { ConnectOptions, Link, LinkHandlers, Transport } from './transport.ts';

/** A stage is far smaller than the largest message; and who leaves does not wait long for a server that may be gone. */
const LIMITS = { maxPayload: 1024 * 1024, closeTimeout: 1000 };

export interface WebSocketOptions extends ConnectOptions {
  /** A network that answers nothing is given up on after so many milliseconds. Default: 10,000. */
  readonly handshakeTimeout?: number;
}

/** Reaches a game by WebSocket. @param base As `parseAddress` gives it. */
export function webSocketTransport(base: string, options: WebSocketOptions = {}): Transport {
  const url = `${base.replace(/^http/u, 'ws')}${SOCKET_PATH}`;
  const keepAlive = new KeepAlive(() => performance.now());
  return {
    open(handlers) {
      const socket = connectTo(url, options);
      keepAlive.watch(socket);
      return linkOver(socket, handlers);
    },
  };
}

function connectTo(url: string, options: WebSocketOptions): WebSocket {
  const { agentFor, ca, handshakeTimeout = 10_000 } = options;
  const agent = agentFor?.(url);
  return new WebSocket(url, [SUBPROTOCOL], {
    ...LIMITS,
    handshakeTimeout,
    ...(agent && { agent }),
    ...(ca !== undefined && { ca }),
    perMessageDeflate: false,
  });
}

function linkOver(socket: WebSocket, handlers: LinkHandlers): Link {
  const { host } = new URL(socket.url);
  let failure = brokenLine(host);
  let isRefused = false;
  let isClosed = false;

  socket.on('open', () => {
    if (!isClosed) handlers.onOpen('websocket');
  });
  socket.on('message', (data) => {
    if (!isClosed) handlers.onMessage(data.toString());
  });
  socket.on('unexpected-response', (_request, response) => {
    isRefused = true;
    const { statusCode: status = 0, headers } = response;
    failure = foreignAnswer(host, status, secureAddress(status, headers.location, SOCKET_PATH));
    socket.terminate();
  });
  socket.on('error', (error) => {
    // An error that follows from the refusal tells less.
    if (!isRefused) failure = connectFailure(host, error);
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
