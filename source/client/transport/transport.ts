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
  /**
   * Checks that the connection still works, after the device has slept or changed its network: a dead one closes within seconds.
   * Absent in-process.
   */
  check?(): void;
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

/** Why a player's connection to a game could not be made, or broke. */
export interface TransportFailure {
  /** What is wrong and what to do, in a few sentences. */
  readonly message: string;
  /** The code of the fault, or `connection-lost`. Absent if the server itself said why, and in browsers, which do not tell. */
  readonly code?: string;
  /** Trying again soon is useless: there is no server, or another one. */
  readonly isFinal: boolean;
  /** Something other than termquiz responded. */
  readonly isForeign?: boolean;
  /** Something on the way blocks this transport, but may let another one through. */
  readonly isBlocked?: boolean;
}
