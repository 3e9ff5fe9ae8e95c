import { type Server, createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { LOOPBACK } from './sockets.ts';

/** Makes a server listen on any port of this machine, until the test is over. */
export async function listening(server: Server): Promise<number> {
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => {
    server.listen(0, LOOPBACK, resolve);
  });
  return Number(Reflect.get(Object(server.address()), 'port'));
}

/** A port on which nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}
