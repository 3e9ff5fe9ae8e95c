import type { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';
import type { ConnectOptions, Link, LinkHandlers, Transport } from './transport.ts';
import {
  errorFailure,
  lostConnection,
  responseFailure,
  silentConnection,
} from '../../network/faults/transport-failure.ts';
import type { Destination } from '../../network/faults/fault.ts';
import { SOCKET_PATH, SUBPROTOCOL } from '../../protocol/endpoints.ts';

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
      const destination = { base, proxy: options.proxyFor?.(url), ca: options.ca };
      return linkOver(destination, socket, handlers, handshakeTimeout);
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

function linkOver(
  destination: Destination,
  socket: WebSocket,
  handlers: LinkHandlers,
  answersWithinMs: number,
): Link {
  let failure = lostConnection(destination);
  let isRefused = false;
  let isClosed = false;

  socket.on('open', () => {
    failure = silentConnection(destination);
    onFirstPong(socket, answersWithinMs, () => {
      failure = lostConnection(destination);
      if (!isClosed) handlers.onOpen('websocket');
    });
  });
  socket.on('message', (data) => {
    if (!isClosed) handlers.onMessage(data.toString());
  });
  socket.on('unexpected-response', (_request, response) => {
    isRefused = true;
    const { statusCode: status = 0, headers } = response;
    failure = responseFailure(destination, { status, body: '', location: headers.location }, SOCKET_PATH);
    socket.terminate();
  });
  socket.on('error', (error) => {
    // An error that follows from the refusal tells less.
    if (!isRefused) failure = errorFailure(destination, error);
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

/** How often a line is looked at, and pinged where it needs that, in milliseconds. */
const BEAT_MS = 1000;

/** The server pings every 5 s: a line that is silent for so long is dead, whatever the system says. */
const SILENT_MS = 15_000;

/** How a WebSocket ends that nobody has closed. */
const CUT = 1006;

/** What a WebSocket needs to be looked after. */
interface Watched extends EventEmitter {
  ping(): void;
  terminate(): void;
}

/**
 * Looks after the lines of one transport. Something on the way may cut what is quiet for less than the server's pings are
 * apart: after the first line that was cut like that the next ones are pinged from here, too.
 */
export class KeepAlive {
  readonly #now: () => number;
  #pings = false;
  /** The last line was cut while it was quiet: by something on the way if a new one can be had at once, else with the server. */
  #isSuspected = false;

  /** @param now A clock, in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Looks after a new line until it ends. */
  watch(socket: Watched): void {
    let heardAt = this.#now();
    let timer: NodeJS.Timeout | undefined;
    const heard = () => {
      heardAt = this.#now();
    };
    const quietMs = () => this.#now() - heardAt;
    const beat = () => {
      if (quietMs() >= SILENT_MS) socket.terminate();
      else if (this.#pings) socket.ping();
    };
    socket.on('open', () => {
      heard();
      this.#pings ||= this.#isSuspected;
      timer = setInterval(beat, BEAT_MS);
    });
    socket.on('ping', heard);
    socket.on('pong', heard);
    socket.on('message', heard);
    socket.on('close', (code: number) => {
      clearInterval(timer);
      const isQuiet = quietMs() > BEAT_MS && quietMs() < SILENT_MS;
      this.#isSuspected = timer !== undefined && code === CUT && isQuiet;
    });
  }
}
