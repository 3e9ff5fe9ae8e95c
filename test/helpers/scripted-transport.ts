import type {
  Connection,
  ConnectionHandlers,
  Transport,
  TransportName,
} from '../../source/client/transport/transport.ts';
import type { ClientMessage } from '../../source/protocol/client-message.ts';
import type { TransportFailure } from '../../source/client/transport/transport.ts';

/** A connection whose server is played by the test. */
class ScriptedConnection implements Connection {
  readonly sent: ClientMessage[] = [];
  isClosed = false;
  /** How often the connection was to be checked. */
  checks = 0;
  readonly #handlers: ConnectionHandlers;

  constructor(handlers: ConnectionHandlers) {
    this.#handlers = handlers;
  }

  send(message: ClientMessage): void {
    if (!this.isClosed) this.sent.push(message);
  }

  close(): void {
    this.isClosed = true;
  }

  check(): void {
    this.checks++;
  }

  open(transport: TransportName = 'websocket'): this {
    if (!this.isClosed) this.#handlers.onOpen(transport);
    return this;
  }

  deliver(...messages: readonly object[]): this {
    for (const message of messages) this.deliverText(JSON.stringify(message));
    return this;
  }

  deliverText(text: string): void {
    if (!this.isClosed) this.#handlers.onMessage(text);
  }

  /** Reports these round trips, in milliseconds. */
  measure(...roundTripsMs: readonly number[]): this {
    if (!this.isClosed) for (const ms of roundTripsMs) this.#handlers.onRoundTrip?.(ms);
    return this;
  }

  drop(failure: Partial<TransportFailure> = {}): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#handlers.onClose({ message: 'The connection was lost.', isFinal: false, ...failure });
  }
}

/** A transport whose connections do nothing on their own. */
export class ScriptedTransport implements Transport {
  readonly connections: ScriptedConnection[] = [];

  connect(handlers: ConnectionHandlers): ScriptedConnection {
    const connection = new ScriptedConnection(handlers);
    this.connections.push(connection);
    return connection;
  }

  /** The newest connection. */
  get connection(): ScriptedConnection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error('no connection was opened');
    return connection;
  }
}
