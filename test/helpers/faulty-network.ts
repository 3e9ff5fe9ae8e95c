import { type Server, type Socket, connect, createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SeededRandom } from './seeded-random.ts';
import { listening } from './listening.ts';
import { LOOPBACK } from './sockets.ts';

/**
 * Simulates a network between players and a host: a TCP proxy on loopback whose connections can be cut, left half-open, stalled
 * and delayed.
 */
export class FaultyNetwork {
  readonly port: number;
  readonly #connections = new Set<ProxiedConnection>();
  /** The one-way delay, in milliseconds. */
  delayMs = 0;
  /** Whether new connections are cut at once. */
  isDown = false;
  /** The number of connections opened so far. */
  opened = 0;
  /** The number of connections cut so far. */
  cuts = 0;
  /** Draws how many chunks of bytes the next connection carries before it is cut. */
  #drawChunks = () => Infinity;

  private constructor(server: Server, port: number, target: number) {
    this.port = port;
    server.on('connection', (client) => {
      if (this.isDown) return void client.destroy();
      const connection = new ProxiedConnection(client, connect(target, LOOPBACK), () => this.delayMs);
      connection.chunksLeft = this.#drawChunks();
      this.#connections.add(connection);
      this.opened++;
      connection.onExhausted = () => this.#cut(connection);
      connection.onEnd = () => this.#connections.delete(connection);
    });
    onTestFinished(() => {
      for (const connection of this.#connections) connection.cut();
    });
  }

  /** @param target The port of the host. */
  static async before(target: number): Promise<FaultyNetwork> {
    const server = createServer({ allowHalfOpen: true });
    return new FaultyNetwork(server, await listening(server), target);
  }

  /** Closes all connections at both ends. */
  cut(): void {
    for (const connection of this.#connections) this.#cut(connection);
  }

  #cut(connection: ProxiedConnection): void {
    this.cuts++;
    connection.cut();
  }

  /**
   * From now on, cuts each connection after a random number of chunks, from `fewest` to `most`, counted in both directions together. The
   * chunk after them is lost. Counting chunks instead of milliseconds lets connections carry as much on a slow machine as on a fast one.
   */
  cutAtRandom(dice: SeededRandom, fewest: number, most: number): void {
    this.#drawChunks = () => dice.int(fewest, most);
    for (const connection of this.#connections) connection.chunksLeft = this.#drawChunks();
  }

  /** Stalls all connections without closing them. New connections work. */
  stop(): void {
    for (const connection of this.#connections) connection.stop();
  }

  /** Resets all connections at the players' end only, so that the host does not notice. */
  abandon(): void {
    for (const connection of this.#connections) connection.abandon();
  }
}

class ProxiedConnection {
  readonly #client: Socket;
  readonly #host: Socket;
  isStopped = false;
  chunksLeft = Infinity;
  /** Called when a chunk arrives and `chunksLeft` is 0. That chunk is lost. */
  onExhausted: () => void = () => undefined;
  onEnd: () => void = () => undefined;

  constructor(client: Socket, host: Socket, delayMs: () => number) {
    this.#client = client;
    this.#host = host;
    for (const [from, to] of [
      [client, host],
      [host, client],
    ] as const) {
      from.setNoDelay(true);
      from.on('data', (bytes) => {
        if (this.chunksLeft-- <= 0) this.onExhausted();
        else this.#later(delayMs(), () => to.write(bytes));
      });
      from.on('end', () => this.#later(delayMs(), () => to.end()));
      // 'close' follows, and ends the other side.
      from.on('error', () => undefined);
      from.on('close', () => this.#later(delayMs(), () => this.cut()));
    }
  }

  cut(): void {
    this.#client.destroy();
    this.#host.destroy();
    this.onEnd();
  }

  stop(): void {
    this.isStopped = true;
    this.#client.pause();
    this.#host.pause();
  }

  abandon(): void {
    this.stop();
    this.#client.resetAndDestroy();
  }

  /** Keeps the order: timers with the same delay fire in order. */
  #later(delayMs: number, act: () => void): void {
    const run = () => {
      if (!this.isStopped) act();
    };
    if (delayMs === 0) run();
    else setTimeout(run, delayMs);
  }
}
