import type { Agent } from 'node:http';
import type { TransportFailure } from '../../network/faults/transport-failure.ts';
import type { Proxy } from '../../network/proxy/route.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';

/** A way to reach a game. Each call opens a new connection. */
export interface Transport {
  connect(handlers: ConnectionHandlers): Connection;
}

export type TransportName = 'websocket' | 'long-polling' | 'polling' | 'in-process';

/** A connection to the server. No handler is called after `onClose` or after `close`. */
export interface Connection {
  send(message: ClientMessage): void;
  close(): void;
}

export interface ConnectionHandlers {
  /** Messages can be sent. Called again when another transport takes over, which knows nothing of earlier messages. */
  onOpen(transport: TransportName): void;
  /** The server sent a message, as text. */
  onMessage(text: string): void;
  /** A round trip was measured, in milliseconds. Never called in-process. */
  onRoundTrip?(ms: number): void;
  onClose(failure: TransportFailure): void;
}

export interface ConnectOptions {
  /** Returns an agent for a URL with the scheme ws, wss, http or https, for example for a proxy. Default: direct. */
  readonly agentFor?: ((url: string) => Agent | undefined) | undefined;
  /** Returns the proxy that `agentFor` goes through, so that failures can name it. Default: none. */
  readonly proxyFor?: ((url: string) => Proxy | null) | undefined;
  /** Certificates of authorities to trust, in PEM. Default: those that come with Node. */
  readonly ca?: string | undefined;
}
