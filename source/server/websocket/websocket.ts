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
import type { Room } from '../room/room.ts';
import { Visitor } from '../room/visitor.ts';
import { type Site, clientAddress } from '../site.ts';
import { refuseUpgrade, upgradeRefusal } from './upgrade.ts';

/** A dead link gives no sign by itself: who misses two pings is gone. */
const PING_EVERY_MS = 5000;
const MISSED_PINGS = 2;

/** What may wait in a connection before it counts as full, in bytes. */
const FULL_AT_BYTES = 64 * 1024;

/** What one client may make the server hold: bytes a message, pieces of one, pongs; and milliseconds to say goodbye. */
const LIMITS = {
  maxPayload: MAX_MESSAGE_BYTES,
  maxFragments: 16,
  maxBufferedChunks: 64,
  maxPendingAutoPongs: 8,
  closeTimeout: 2000,
};

export interface WebSocketService {
  /** Tells those who have no seat that the host goes away. The room tells the others. */
  sayGoodbye(): void;
  /** Cuts off those that are still open. */
  cutOff(): void;
}

/** Serves players' WebSockets on an HTTP server. */
export function serveWebSockets(
  server: Server,
  room: Room,
  guard: PinGuard,
  clock: Clock,
  site: Site,
): WebSocketService {
  const sockets = new Set<SocketConnection>();
  let isClosing = false;
  const webSockets = new WebSocketServer({
    ...LIMITS,
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  const heartbeat = setInterval(() => {
    for (const socket of sockets) socket.beat();
  }, PING_EVERY_MS);

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const refusal = isClosing ? 503 : upgradeRefusal(request, site);
    if (refusal) return refuseUpgrade(stream, refusal);
    webSockets.handleUpgrade(request, stream, head, (socket) => {
      const connection = new SocketConnection(socket, stream);
      const visitor = new Visitor(room, guard, clock, connection, clientAddress(request, site));
      sockets.add(connection);
      connection.listen(visitor, () => clock.now());
      socket.once('close', () => sockets.delete(connection));
    });
  });

  return {
    sayGoodbye() {
      isClosing = true;
      for (const socket of sockets) socket.close(closeCodes.hostLeft, encodeBye('host-left'));
    },
    cutOff() {
      clearInterval(heartbeat);
      for (const socket of sockets) socket.terminate();
    },
  };
}

/** A player's WebSocket, as the room knows it. */
class SocketConnection implements Connection {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  #missedPings = 0;
  #isClosing = false;

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  get writable(): boolean {
    return this.#socket.readyState === WebSocket.OPEN && this.#socket.bufferedAmount < FULL_AT_BYTES;
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
    // ws closes a broken connection by itself, with the code that says why; 'close' follows.
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', () => visitor.disconnected());
    this.#stream.on('drain', () => visitor.drained());
  }

  send(message: EncodedMessage): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(message.bytes, { binary: false });
  }

  close(code: CloseCode, last?: EncodedMessage): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    if (last) this.send(last);
    this.#socket.close(code);
  }

  beat(): void {
    if (this.#missedPings >= MISSED_PINGS) return this.terminate();
    this.#missedPings++;
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.ping();
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
