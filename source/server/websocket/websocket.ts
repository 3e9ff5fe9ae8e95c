import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../clock.ts';
import { MAX_MESSAGE_BYTES } from '../../protocol/client-message.ts';
import { SUBPROTOCOL } from '../../protocol/endpoints.ts';
import {
  type CloseCode,
  type Connection,
  type EncodedMessage,
  closeCodes,
  encodeBye,
} from '../connection.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import { type ReverseProxy, clientAddress } from '../reverse-proxy.ts';
import type { Room } from '../room/room.ts';
import { Visitor } from '../room/visitor.ts';
import { FrameSocket, flushAtEndOfTurn } from './frame-socket.ts';
import { rejectUpgrade, upgradeRejection } from './upgrade.ts';

/** A dead connection may report no error: it is terminated after this many unanswered pings in a row. */
const PING_INTERVAL_MS = 5000;
const MAX_MISSED_PINGS = 2;

/** What one client may make the server buffer (bytes, fragments, pongs), and how long it may take to close, in milliseconds. */
const LIMITS = {
  maxPayload: MAX_MESSAGE_BYTES,
  maxFragments: 16,
  maxBufferedChunks: 64,
  maxPendingAutoPongs: 8,
  closeTimeout: 2000,
};

export interface WebSocketService {
  /** Tells clients without a seat that the host is closing; the room tells the others. Rejects new connections from now on. */
  sendBye(): void;
  /** Terminates the connections that are still open. */
  terminate(): void;
}

/** Serves a room over WebSocket on an HTTP server. */
export function serveWebSockets(
  server: Server,
  room: Room,
  guard: PinGuard,
  clock: Clock,
  reverseProxy: ReverseProxy,
): WebSocketService {
  const sockets = new Set<SocketConnection>();
  let isClosing = false;
  const webSockets = new WebSocketServer({
    ...LIMITS,
    WebSocket: FrameSocket,
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  const flushSoon = flushAtEndOfTurn(clock);
  const pingAll = () => {
    cancelPing = clock.after(PING_INTERVAL_MS, pingAll);
    for (const socket of sockets) socket.ping();
  };
  let cancelPing = clock.after(PING_INTERVAL_MS, pingAll);

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const rejection = isClosing ? 503 : upgradeRejection(request, reverseProxy);
    if (rejection) return rejectUpgrade(stream, rejection);
    webSockets.handleUpgrade(request, stream, head, (socket) => {
      socket.attach(stream, flushSoon);
      const connection = new SocketConnection(socket, stream);
      const visitor = new Visitor(room, guard, clock, connection, clientAddress(request, reverseProxy));
      sockets.add(connection);
      connection.listen(visitor, () => clock.now());
      socket.once('close', () => sockets.delete(connection));
    });
  });

  return {
    sendBye() {
      isClosing = true;
      for (const socket of sockets) socket.close(closeCodes.hostLeft, encodeBye('host-left'));
    },
    terminate() {
      cancelPing();
      for (const socket of sockets) socket.terminate();
    },
  };
}

/** A client's WebSocket. */
class SocketConnection implements Connection {
  readonly #socket: FrameSocket;
  readonly #stream: Duplex;
  #missedPings = 0;
  #isClosing = false;

  constructor(socket: FrameSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  get writable(): boolean {
    return this.#socket.writable;
  }

  listen(visitor: Visitor, now: () => number): void {
    this.#socket.on('message', (data: RawData, isBinary: boolean) => {
      const receivedAt = now();
      this.#missedPings = 0;
      if (this.#isClosing) return;
      if (isBinary) visitor.rejectBadMessage();
      else visitor.receive(data.toString(), receivedAt);
    });
    this.#socket.on('pong', () => {
      this.#missedPings = 0;
    });
    // ws itself closes a faulty connection with the fitting code; 'close' follows.
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', () => visitor.disconnected());
    this.#stream.on('drain', () => visitor.drained());
  }

  send(message: EncodedMessage): void {
    this.#socket.sendFrame(message.frame);
  }

  flush(): void {
    this.#socket.flush();
  }

  close(code: CloseCode, last?: EncodedMessage): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    if (last) this.send(last);
    this.#socket.close(code);
  }

  ping(): void {
    if (this.#missedPings >= MAX_MISSED_PINGS) return this.terminate();
    this.#missedPings++;
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
