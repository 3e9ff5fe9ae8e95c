import { WebSocket } from 'ws';
import { SOCKET_PATH, SUBPROTOCOL } from '../protocol/endpoints.ts';
import { brokenLine, connectFailure, muteLine } from './connect-failure.ts';
import { foreignAnswer } from './foreign-answer.ts';
import { KeepAlive } from './keep-alive.ts';
import type { ConnectOptions, Link, LinkHandlers, Transport } from './transport.ts';

/** A stage is far smaller than the largest message; and who leaves does not wait long for a server that may be gone. */
const LIMITS = { maxPayload: 1024 * 1024, closeTimeout: 1000 };

export interface WebSocketOptions extends ConnectOptions {
  /** A network that answers nothing, or brings nothing then, is given up on after so many milliseconds. Default: 10,000. */
  readonly handshakeTimeout?: number;
}

/** Reaches a game by WebSocket. @param base As `parseAddress` gives it. */
export function webSocketTransport(base: string, options: WebSocketOptions = {}): Transport {
  const url = `${base.replace(/^http/u, 'ws')}${SOCKET_PATH}`;
  const { handshakeTimeout = 10_000 } = options;
  const keepAlive = new KeepAlive(() => performance.now());
  return {
    open(handlers) {
      const socket = connectTo(url, options, handshakeTimeout);
      keepAlive.watch(socket);
      return linkOver(base, socket, handlers, handshakeTimeout);
    },
  };
}

function connectTo(url: string, { agentFor, ca }: WebSocketOptions, handshakeTimeout: number): WebSocket {
  const agent = agentFor?.(url);
  return new WebSocket(url, [SUBPROTOCOL], {
    ...LIMITS,
    handshakeTimeout,
    ...(agent && { agent }),
    ...(ca !== undefined && { ca }),
    perMessageDeflate: false,
  });
}

function linkOver(base: string, socket: WebSocket, handlers: LinkHandlers, answersWithinMs: number): Link {
  let failure = brokenLine(base);
  let isRefused = false;
  let isClosed = false;

  socket.on('open', () => {
    failure = muteLine(base);
    onFirstPong(socket, answersWithinMs, () => {
      failure = brokenLine(base);
      if (!isClosed) handlers.onOpen('websocket');
    });
  });
  socket.on('message', (data) => {
    if (!isClosed) handlers.onMessage(data.toString());
  });
  socket.on('unexpected-response', (_request, response) => {
    isRefused = true;
    const { statusCode: status = 0, headers } = response;
    failure = foreignAnswer(base, { status, body: '', location: headers.location }, SOCKET_PATH);
    socket.terminate();
  });
  socket.on('error', (error) => {
    // An error that follows from the refusal tells less.
    if (!isRefused) failure = connectFailure(base, error);
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
 * Calls back once something has come through a WebSocket that was just opened, and gives it up where nothing does: there
 * are proxies that let it be made and then keep back what is said on it.
 */
function onFirstPong(socket: WebSocket, withinMs: number, callback: () => void): void {
  const timer = setTimeout(() => socket.terminate(), withinMs);
  socket.once('pong', callback);
  socket.once('pong', () => clearTimeout(timer));
  socket.once('close', () => clearTimeout(timer));
  socket.ping();
}
