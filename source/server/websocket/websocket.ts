import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocketServer } from 'ws';
import type { Clock } from '../../clock.ts';
import { MAX_MESSAGE_BYTES } from '../../protocol/client-message.ts';
import { SOCKET_PATH, SUBPROTOCOL } from '../../protocol/endpoints.ts';
import {
  type CloseCode,
  type Connection,
  type EncodedMessage,
  closeCodes,
  encodeBye,
} from '../connection.ts';
import { FOREIGN_HOST, isForeignHost } from '../host-names.ts';
import { GatedRequest, limitRequests } from '../http/gated-request.ts';
import { endStream, rawResponse } from '../http/respond.ts';
import type { OpenConnections } from '../limits/open-connections.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import { type ReverseProxy, clientAddress, isCrossOrigin, requestPath } from '../reverse-proxy.ts';
import type { Room } from '../room/room.ts';
import { Visitor } from '../room/visitor.ts';
import { tcpSocketOf } from '../tls-server.ts';
import { type FrameLimit, FrameSocket } from './frame-socket.ts';
import { Heartbeat, type Pingable, type Pulse } from './heartbeat.ts';

/** The first byte of a ping, which is a whole frame of at most 125 bytes (RFC 6455, 5.5.2). */
const PING_HEADER = 0x89;

/** What one client may make the server buffer (bytes, fragments, pongs), and how long it may take to close, in milliseconds. */
const LIMITS = {
  maxPayload: MAX_MESSAGE_BYTES,
  maxFragments: 16,
  maxBufferedChunks: 64,
  maxPendingAutoPongs: 64,
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
  connections: OpenConnections,
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
  // Otherwise, ws responds without the headers that all other responses have.
  webSockets.on('wsClientError', ({ message }, stream, { method }) =>
    endStream(
      stream,
      rawResponse(method === 'GET' ? 400 : 405, `${message}\n`, ['Sec-WebSocket-Version: 13, 8']),
    ),
  );
  const heartbeat = new Heartbeat(clock, room.eventLoop);

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const rejection = isClosing ? 503 : upgradeRejection(request, reverseProxy);
    if (rejection) return rejectUpgrade(stream, rejection);
    webSockets.handleUpgrade(request, stream, head, (socket) =>
      open(socket, stream, clientAddress(request, reverseProxy)),
    );
  });

  // Not inside the listener, whose closures would keep the request in memory.
  const open = (socket: FrameSocket, stream: Duplex, address: string) => {
    const onSeated = (as: 'player' | 'watcher') => {
      if (as === 'player') connections.play(tcpSocketOf(stream), reverseProxy.trustProxy ? address : null);
      else connections.watch(tcpSocketOf(stream));
    };
    const connection = new SocketConnection(socket, heartbeat, clock, address, onSeated);
    const visitor = new Visitor(room, guard, clock, connection);
    limitRequests(stream, null);
    connection.listen(visitor, stream, () => sockets.delete(connection));
    sockets.add(connection);
  };

  return {
    sendBye() {
      isClosing = true;
      for (const socket of sockets) socket.close(closeCodes.hostLeft, encodeBye('host-left'));
    },
    terminate() {
      heartbeat.stop();
      for (const socket of sockets) socket.terminate();
    },
  };
}

/** A client's WebSocket. */
class SocketConnection implements Connection, Pingable, FrameLimit {
  readonly address: string;
  readonly #socket: FrameSocket;
  readonly #heartbeat: Heartbeat;
  readonly #clock: Clock;
  readonly #onSeated: (as: 'player' | 'watcher') => void;
  #visitor: Visitor | null = null;
  #pulse: Pulse | null = null;
  #isClosing = false;

  constructor(
    socket: FrameSocket,
    heartbeat: Heartbeat,
    clock: Clock,
    address: string,
    onSeated: (as: 'player' | 'watcher') => void,
  ) {
    this.address = address;
    this.#socket = socket;
    this.#heartbeat = heartbeat;
    this.#clock = clock;
    this.#onSeated = onSeated;
  }

  get writable(): boolean {
    return this.#socket.writable;
  }

  listen(visitor: Visitor, stream: Duplex, onClose: () => void): void {
    this.#visitor = visitor;
    this.#socket.attach(stream, this);
    this.#socket.on('message', (data: RawData, isBinary: boolean) => {
      const receivedAt = this.#clock.now();
      this.#pulse?.heard();
      if (this.#isClosing) return;
      if (isBinary) visitor.rejectBadMessage();
      else visitor.receive(data.toString(), receivedAt);
    });
    this.#socket.on('pong', (payload) => this.#pulse?.pong(payload));
    // ws itself closes a faulty connection with the fitting code; 'close' follows.
    this.#socket.on('error', ignore);
    this.#socket.on('close', () => {
      this.#pulse?.stop();
      visitor.disconnected();
      onClose();
    });
    stream.on('drain', () => visitor.drained());
  }

  admitFrame(): boolean {
    return this.#visitor?.countMessage(this.#clock.now()) ?? true;
  }

  onFlood(): void {
    this.#visitor?.rejectFlood();
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

  /** Starts the heartbeat. Connections without a seat need none, because they are soon closed anyway. */
  seated(as: 'player' | 'watcher'): void {
    this.#onSeated(as);
    this.#pulse ??= this.#heartbeat.start(this);
  }

  ping(payload: Buffer): void {
    const frame = Buffer.allocUnsafe(2 + payload.length);
    frame[0] = PING_HEADER;
    frame[1] = payload.length;
    frame.set(payload, 2);
    this.#socket.sendFrame(frame);
  }

  onRoundTrip(roundTripMs: number, wasLate: boolean): void {
    this.#visitor?.addRoundTrip(roundTripMs, wasLate);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

function ignore(): void {}

/** Returns the status with which to reject an upgrade, or null to accept it. ws rejects malformed handshakes. */
function upgradeRejection(request: IncomingMessage, reverseProxy: ReverseProxy): number | null {
  if (request instanceof GatedRequest && request.refusal !== null) return request.refusal;
  if (isForeignHost(request.headers, reverseProxy)) return FOREIGN_HOST.status;
  if (requestPath(request.url ?? '') !== SOCKET_PATH) return 404;
  return isCrossOrigin(request.headers, reverseProxy) ? 403 : null;
}

/** Responds to an upgrade with a status and closes the connection. */
function rejectUpgrade(stream: Duplex, status: number): void {
  const body = status === FOREIGN_HOST.status ? FOREIGN_HOST.body : '';
  endStream(stream, rawResponse(status, body), status === LENGTH_REQUIRED);
}

/** Refuses requests whose body has no length. */
const LENGTH_REQUIRED = 411;
