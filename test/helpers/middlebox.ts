import { type IncomingMessage, type ServerResponse, createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { onTestFinished } from 'vitest';
import { listening } from './listening.ts';
import { LOOPBACK } from './sockets.ts';

/**
 * What a middlebox does with upgrades: rejects them with a status, never responds, drops them once they have carried
 * something, or holds back all messages of the host.
 */
export type Upgrades = number | 'pass' | 'swallow' | 'cut' | 'mute';

/** A proxy between a player and a host that forwards requests, and treats upgrades as the test says. */
export class Middlebox {
  upgrades: Upgrades;
  /** A request that takes longer gets a 504, in milliseconds. */
  timeoutMs = Infinity;
  /** Requests that ask to be held for less than this are never timed out, even if the machine is busy, in seconds. */
  timesOutFromS = 0;
  /** A WebSocket that is idle for this long is dropped, in milliseconds; 0: never. */
  idleMs = 0;
  /** The connection breaks instead of the next responses, this many times. */
  losesNext = 0;
  /** The status with which requests for views are rejected; 0: they are forwarded. */
  refusesViews = 0;
  /** The number of upgrade requests. */
  upgradeCount = 0;
  /** When the WebSocket that is open was opened. */
  #openedAt: number | null = null;
  /** The targets of the forwarded requests. */
  readonly targets: string[] = [];
  readonly base: string;
  readonly #port: number;

  private constructor(port: number, ownPort: number, upgrades: Upgrades) {
    this.#port = port;
    this.base = `http://${LOOPBACK}:${ownPort}`;
    this.upgrades = upgrades;
  }

  /** Starts a middlebox in front of the server on this port, until the end of the test. */
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

  /** How long the newest WebSocket has been open, in milliseconds; 0 if it is not. */
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
    const holdS = Number(new URL(path, 'http://x').searchParams.get('wait'));
    const timeoutMs = holdS < this.timesOutFromS ? Infinity : this.timeoutMs;
    const timer = setTimeout(
      () => {
        passed.destroy();
        response.writeHead(504).end('<h1>504 Gateway Time-out</h1>');
      },
      Math.min(timeoutMs, 2 ** 31 - 1),
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
