import { autoTransport } from './auto.ts';
import { type PollingOptions, longPollingTransport, pollingTransport } from './polling.ts';
import type { Transport } from './transport.ts';
import { webSocketTransport } from './websocket.ts';

const transports = {
  auto: autoTransport,
  websocket: webSocketTransport,
  'long-polling': longPollingTransport,
  polling: pollingTransport,
} as const;

/** The ways to reach a game, as they are asked for; `auto` is by WebSocket where it gets through. */
export type TransportName = keyof typeof transports;

/** Reaches a game this way. @param base As `parseAddress` gives it. */
export function transportTo(base: string, name: TransportName, options: PollingOptions): Transport {
  return transports[name](base, options);
}
