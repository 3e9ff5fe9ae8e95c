import type { Agent } from 'node:http';
import type { ClientMessage } from '../../protocol/client-message.ts';
import type { TransportFailure } from '../../network/faults/transport-failure.ts';
import type { Proxy } from '../../network/proxy/route.ts';

/** A way to reach a game. Each call makes one new line to it. */
export interface Transport {
  open(handlers: LinkHandlers): Link;
}

/** What carries the messages. */
export type Carrier = 'websocket' | 'long-polling' | 'polling' | 'in-process';

/** One line to the server. Nothing is called after `onClose`, nor after `close`. */
export interface Link {
  send(message: ClientMessage): void;
  close(): void;
}

export interface LinkHandlers {
  /** Messages can be sent. Where another carrier takes over it is called again, and knows nothing of what was said before. */
  onOpen(carrier: Carrier): void;
  /** One message of the server, as text. */
  onMessage(text: string): void;
  onClose(cause: TransportFailure): void;
}

/** How connections are made. */
export interface ConnectOptions {
  /** What connects to a URL, of any of the schemes ws, wss, http and https: through a proxy, say. Default: straight. */
  readonly agentFor?: ((url: string) => Agent | undefined) | undefined;
  /** Returns the proxy that `agentFor` goes through, for the words of a failure. Default: none. */
  readonly proxyFor?: ((url: string) => Proxy | null) | undefined;
  /** Certificates of authorities to trust, in PEM. Default: those that Node comes with. */
  readonly ca?: string | undefined;
}
