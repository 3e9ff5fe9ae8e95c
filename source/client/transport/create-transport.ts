import { autoTransport } from './auto.ts';
import { type PollingOptions, longPollingTransport, pollingTransport } from './polling.ts';
import type { Transport } from './transport.ts';
import { webSocketTransport } from './websocket.ts';

/** A transport that can be asked for. `auto` uses WebSocket if it gets through, and otherwise long polling. */
export type TransportChoice = keyof typeof transports;

/** Creates a transport to a game. @param base The URL of the game, as returned by `parseAddress`. */
export function createTransport(base: string, choice: TransportChoice, options: PollingOptions): Transport {
  return transports[choice](base, options);
}

const transports = {
  auto: autoTransport,
  websocket: webSocketTransport,
  'long-polling': longPollingTransport,
  polling: pollingTransport,
} as const;
