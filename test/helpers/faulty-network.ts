import { type Server, type Socket, connect, createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SeededRandom } from './seeded-random.ts';
import { listening } from './listening.ts';
import { LOOPBACK } from './sockets.ts';

/**
 * A network between players and a host, as a TCP proxy on the loopback interface: its lines can be cut, left half-open,
 * stopped and slowed down. Closed when the test is over.
 */
export class FaultyNetwork {
  readonly port: number;
  readonly #lines = new Set<Line>();
  /** How long everything is on its way, in milliseconds. */
  delayMs = 0;
  /** How many lines were opened so far. */
  opened = 0;
  /** How many lines were cut so far. */
  cuts = 0;
  #nextCut: NodeJS.Timeout | undefined;

  private constructor(server: Server, port: number, target: number) {
    this.port = port;
    server.on('connection', (client) => {
      const line = new Line(client, connect(target, LOOPBACK), () => this.delayMs);
      this.#lines.add(line);
      this.opened++;
      line.onEnd = () => this.#lines.delete(line);
    });
    onTestFinished(() => {
      clearTimeout(this.#nextCut);
      for (const line of this.#lines) line.cut();
    });
  }

  /** @param target The port of the host. */
  static async before(target: number): Promise<FaultyNetwork> {
    const server = createServer({ allowHalfOpen: true });
    return new FaultyNetwork(server, await listening(server), target);
  }

  /** Both ends see that the line is gone. */
  cut(): void {
    for (const line of this.#lines) {
      this.cuts++;
      line.cut();
    }
  }

  /** From now on all lines are cut again and again, this many milliseconds apart. */
  cutAtRandom(dice: SeededRandom, least: number, most: number): void {
    this.#nextCut = setTimeout(
      () => {
        this.cut();
        this.cutAtRandom(dice, least, most);
      },
      dice.int(least, most),
    );
  }

  /** Nothing gets through any more, and nobody is told. A new line is a new one. */
  stop(): void {
    for (const line of this.#lines) line.stop();
  }

  /** The players see that their lines are gone; the host does not. */
  abandon(): void {
    for (const line of this.#lines) line.abandon();
  }
}

class Line {
  readonly #client: Socket;
  readonly #host: Socket;
  isStopped = false;
  onEnd: () => void = () => undefined;

  constructor(client: Socket, host: Socket, delayMs: () => number) {
    this.#client = client;
    this.#host = host;
    for (const [from, to] of [
      [client, host],
      [host, client],
    ] as const) {
      from.setNoDelay(true);
      from.on('data', (bytes) => this.#later(delayMs(), () => to.write(bytes)));
      from.on('end', () => this.#later(delayMs(), () => to.end()));
      // What is wrong with one end is seen at the other: its 'close' follows.
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

  /** Nothing overtakes anything: with one delay, timers fire in their order. */
  #later(delayMs: number, act: () => void): void {
    const run = () => {
      if (!this.isStopped) act();
    };
    if (delayMs === 0) run();
    else setTimeout(run, delayMs);
  }
}
