import { type IncomingMessage, type ServerResponse, createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import { listening } from './listening.ts';
import { LOOPBACK } from './sockets.ts';

/**
 * What a middlebox does with upgrades: refuses them by a status, never answers them, cuts them once they have carried
 * something, or keeps back all that the host says on them.
 */
export type Upgrades = number | 'pass' | 'swallow' | 'cut' | 'mute';

/** Something between a player and a host that passes on plain requests, and upgrades as it likes. */
export class Middlebox {
  upgrades: Upgrades;
  /** A request that takes longer is answered with 504, in milliseconds. */
  timeoutMs = Infinity;
  /** A WebSocket on which nothing comes through for so long is cut, in milliseconds; 0: none is. */
  idleMs = 0;
  /** So many answers from now on do not come through: the connection breaks. */
  losesNext = 0;
  /** The status that requests for what to show are refused with; 0: they are passed on. */
  refusesViews = 0;
  /** How many upgrades were asked for. */
  upgradeCount = 0;
  /** When the newest WebSocket was opened that is open still. */
  #openedAt: number | null = null;
  /** The targets of the requests that came through. */
  readonly targets: string[] = [];
  readonly base: string;
  readonly #port: number;

  private constructor(port: number, ownPort: number, upgrades: Upgrades) {
    this.#port = port;
    this.base = `http://${LOOPBACK}:${ownPort}`;
    this.upgrades = upgrades;
  }

  /** Stands in front of the server on this port until the test is over. */
  static async before(port: number, upgrades: Upgrades): Promise<Middlebox> {
    const server = createServer();
    const box = new Middlebox(port, await listening(server), upgrades);
    const sockets = new Set<Duplex>();
    server.on('request', (request, response) => box.#pass(request, response));
    server.on('upgrade', (request, socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      box.#upgrade(request, socket);
    });
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
    });
    return box;
  }

  /** For how long the newest WebSocket has been open, in milliseconds; 0 where it is not. */
  get ageMs(): number {
    return this.#openedAt === null ? 0 : performance.now() - this.#openedAt;
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const { url: path = '', method = '', headers } = request;
    this.targets.push(path);
    if (this.refusesViews > 0 && path.startsWith('/v1/views')) {
      response.writeHead(this.refusesViews).end();
      return;
    }
    const passed = httpRequest({ host: LOOPBACK, port: this.#port, path, method, headers });
    const timer = setTimeout(
      () => {
        passed.destroy();
        response.writeHead(504).end('<h1>504 Gateway Time-out</h1>');
      },
      Math.min(this.timeoutMs, 2 ** 31 - 1),
    );
    passed.on('response', (answer) => {
      clearTimeout(timer);
      if (this.losesNext > 0) {
        this.losesNext--;
        return response.destroy();
      }
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      return answer.pipe(response);
    });
    passed.on('error', () => response.headersSent || response.writeHead(502).end());
    response.on('close', () => {
      clearTimeout(timer);
      passed.destroy();
    });
    request.pipe(passed);
  }

  #upgrade({ url = '', rawHeaders }: IncomingMessage, socket: Duplex): void {
    this.upgradeCount++;
    if (this.upgrades === 'swallow') return;
    if (typeof this.upgrades === 'number') {
      socket.end(`HTTP/1.1 ${this.upgrades} No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    this.#openedAt = performance.now();
    const upstream = connect(this.#port, LOOPBACK);
    upstream.setTimeout(this.idleMs, () => upstream.destroy());
    const headers = rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
    upstream.write(`GET ${url} HTTP/1.1\r\n${headers}\r\n`);
    upstream.on('error', () => socket.destroy());
    upstream.on('close', () => {
      this.#openedAt = null;
      socket.destroy();
    });
    socket.on('close', () => upstream.destroy());
    socket.pipe(upstream);
    upstream.once('data', (head: Buffer) => {
      socket.write(head);
      if (this.upgrades === 'mute') return void upstream.resume();
      if (this.upgrades === 'cut') upstream.once('data', () => setImmediate(() => socket.destroy()));
      return upstream.pipe(socket);
    });
  }
}
