import { once } from 'node:events';
import { type Server, type Socket, createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { LOOPBACK } from './sockets.ts';

/** Starts a server on a free port of this machine, until the end of the test. Returns the port. */
export async function listening(
  server: Pick<Server, 'listen' | 'close' | 'address' | 'on'>,
): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, LOOPBACK, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('not listening on a port');
  return address.port;
}

/**
 * Returns a free port outside the range for outgoing connections. A client that keeps trying to connect to a port in that range
 * may get it as its own and connect to itself.
 */
export async function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000);
  const server = createServer().listen(port, LOOPBACK);
  const isFree = await Promise.race([
    once(server, 'listening').then(() => true),
    once(server, 'error').then(() => false),
  ]);
  if (!isFree) return freePort();
  server.close();
  await once(server, 'close');
  return port;
}
