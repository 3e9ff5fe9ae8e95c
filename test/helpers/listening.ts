import { once } from 'node:events';
import { type Server, type Socket, createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { LOOPBACK } from './sockets.ts';

/** Makes a server listen on any port of this machine, until the test is over; the port. */
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
 * A port that is free now, and stays so while nobody listens on it: none of those that systems give to outgoing connections.
 * Who tries to connect to one of those again and again gets it one day as its own, and is connected to itself.
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
