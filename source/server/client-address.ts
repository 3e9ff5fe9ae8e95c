import type { IncomingMessage } from 'node:http';

/** Where a request comes from, for counting what is wrong with it. */
export function clientAddress({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? '';
}
