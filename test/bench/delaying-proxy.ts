import { type Server, type Socket, connect, createServer } from 'node:net';

/** A TCP proxy on loopback that delays everything by half a round trip in each direction. */
export class DelayingProxy {
  readonly port: Promise<number>;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(target: number, roundTripMs: number) {
    this.#server = createServer((client) => {
      const server = connect(target, '127.0.0.1');
      for (const [from, to] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(from);
        from.setNoDelay(true);
        from.on('error', () => undefined);
        from.on('data', (bytes) => later(roundTripMs / 2, () => to.write(bytes)));
        from.on('close', () => later(roundTripMs / 2, () => to.destroy()));
      }
    }).listen(0, '127.0.0.1');
    this.port = new Promise((resolve) => {
      this.#server.once('listening', () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** Keeps the order: timers with the same delay fire in order. */
function later(delayMs: number, act: () => void): void {
  if (delayMs === 0) act();
  else setTimeout(act, delayMs);
}
