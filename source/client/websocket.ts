import { WebSocket } from 'ws';
import { SOCKET_PATH, SUBPROTOCOL } from '../protocol/endpoints.ts';
import { brokenLine, connectFailure, foreignAnswer } from './connect-failure.ts';
import type { ConnectOptions, Link, LinkHandlers, Transport } from './transport.ts';

/** The server pings every 5 s: a line that is silent for so long is dead, whatever the system says. */
const SILENT_MS = 15_000;

/** A stage is far smaller than the largest message; and who leaves does not wait long for a server that may be gone. */
const LIMITS = { maxPayload: 1024 * 1024, closeTimeout: 1000 };

export interface WebSocketOptions extends ConnectOptions {
  /** A network that answers nothing is given up on after so many milliseconds. Default: 10,000. */
  readonly handshakeTimeout?: number;
}

/** Reaches a game by WebSocket. @param base As `parseAddress` gives it. */
export function webSocketTransport(base: string, options: WebSocketOptions = {}): Transport {
  const url = `${base.replace(/^http/u, 'ws')}${SOCKET_PATH}`;
  return { open: (handlers) => openSocket(url, options, handlers) };
}

function openSocket(url: string, options: WebSocketOptions, handlers: LinkHandlers): Link {
  const { agentFor, ca, handshakeTimeout = 10_000 } = options;
  const agent = agentFor?.(url);
  const socket = new WebSocket(url, [SUBPROTOCOL], {
    ...LIMITS,
    handshakeTimeout,
    ...(agent && { agent }),
    ...(ca !== undefined && { ca }),
    perMessageDeflate: false,
  });
  const { host } = new URL(url);
  let failure = brokenLine(host);
  let isRefused = false;
  let isClosed = false;
  let silence: NodeJS.Timeout | undefined;
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => socket.terminate(), SILENT_MS);
  };

  socket.on('open', () => {
    heard();
    if (!isClosed) handlers.onOpen('websocket');
  });
  socket.on('ping', heard);
  socket.on('message', (data) => {
    heard();
    if (!isClosed) handlers.onMessage(data.toString());
  });
  socket.on('unexpected-response', (_request, response) => {
    isRefused = true;
    failure = foreignAnswer(host, response.statusCode ?? 0, response.headers.location);
    socket.terminate();
  });
  socket.on('error', (error) => {
    // An error that follows from the refusal tells less.
    if (!isRefused) failure = connectFailure(host, error);
  });
  socket.on('close', () => {
    clearTimeout(silence);
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
