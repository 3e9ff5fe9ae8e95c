import { KeepAlive, type KeepAliveSocket } from './keep-alive.ts';
import type { Connection, ConnectionHandlers, Transport, TransportFailure } from './transport.ts';
import type { Clock } from '../../clock.ts';

export interface WebSocketOptions {
  /**
   * Opens a WebSocket to the game.
   *
   * @param onFailure Called before `close` with the reason why it did not open, or broke, if that is known.
   */
  readonly open: (onFailure: (failure: TransportFailure) => void) => GameSocket;
  /** The failure of a connection that broke, and of one that opened but carried nothing. */
  readonly lost: TransportFailure;
  readonly silent: TransportFailure;
  /** How long to wait for the first pong, in milliseconds. */
  readonly pongTimeoutMs: number;
  /** The clock that detects silence. */
  readonly clock: Clock;
}

/** The platform's WebSocket. After `terminate`, `close` follows at once. */
export interface GameSocket extends KeepAliveSocket {
  on(event: 'message', listener: (data: { toString(): string }) => void): unknown;
  on(event: 'open' | 'ping', listener: () => void): unknown;
  on(event: 'pong', listener: (payload: { toString(): string }) => void): unknown;
  on(event: 'close', listener: (code: number) => void): unknown;
  /** Whether reading is paused, so that messages may be waiting. */
  readonly isPaused: boolean;
  send(text: string): void;
  close(): void;
}

/** Creates a transport over WebSocket. */
export function webSocketTransport(options: WebSocketOptions): Transport {
  const keepAlive = new KeepAlive(options.clock);
  return { connect: (handlers) => connect(options, keepAlive, handlers) };
}

/**
 * Opens with the first pong, or terminates the WebSocket if no pong arrives in time: some proxies complete the handshake and then
 * hold back all messages.
 */
function connect(
  { open, lost, silent, pongTimeoutMs, clock }: WebSocketOptions,
  keepAlive: KeepAlive,
  handlers: ConnectionHandlers,
): Connection {
  let failure = lost;
  let isOpen = false;
  let isClosed = false;
  let cancelTimeout: () => void = () => undefined;

  const socket = open((reason) => {
    failure = reason;
  });
  socket.on('open', () => {
    failure = silent;
    cancelTimeout = clock.after(pongTimeoutMs, () => socket.terminate());
  });
  const check = keepAlive.attach(socket, (roundTripMs) => {
    cancelTimeout();
    failure = lost;
    if (!isOpen && !isClosed) handlers.onOpen('websocket');
    isOpen = true;
    if (!isClosed) handlers.onRoundTrip?.(roundTripMs);
  });
  socket.on('message', (data) => {
    if (!isClosed) handlers.onMessage(data.toString());
  });
  socket.on('close', () => {
    cancelTimeout();
    if (!isClosed) handlers.onClose(failure);
    isClosed = true;
  });

  return {
    send: (message) => socket.send(JSON.stringify(message)),
    check,
    close() {
      isClosed = true;
      socket.close();
      // The server's close frame may be queued behind a flood that the client does not read.
      if (socket.isPaused) socket.terminate();
    },
  };
}
