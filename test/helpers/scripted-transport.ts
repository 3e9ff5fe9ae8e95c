import type { Connection, ConnectionHandlers, Transport } from '../../source/client/transport/transport.ts';
import type { ClientMessage } from '../../source/protocol/client-message.ts';
import type { TransportFailure } from '../../source/network/faults/transport-failure.ts';

/** One line, whose other end is played by the test. */
class ScriptedConnection implements Connection {
  readonly sent: ClientMessage[] = [];
  isClosed = false;
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

  open(): this {
    if (!this.isClosed) this.#handlers.onOpen('websocket');
    return this;
  }

  deliver(...messages: readonly object[]): this {
    for (const message of messages) this.deliverText(JSON.stringify(message));
    return this;
  }

  deliverText(text: string): void {
    if (!this.isClosed) this.#handlers.onMessage(text);
  }

  drop(failure: Partial<TransportFailure> = {}): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#handlers.onClose({ message: 'The line broke.', isFinal: false, ...failure });
  }
}

/** A transport that makes lines which do nothing by themselves. */
export class ScriptedTransport implements Transport {
  readonly connections: ScriptedConnection[] = [];

  connect(handlers: ConnectionHandlers): ScriptedConnection {
    const line = new ScriptedConnection(handlers);
    this.connections.push(line);
    return line;
  }

  /** The newest line. */
  get connection(): ScriptedConnection {
    const line = this.connections.at(-1);
    if (!line) throw new Error('no line was opened');
    return line;
  }
}
