import { type Server, type Socket, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { sleep } from '../helpers/sleep.ts';
import type { ProbeReply, ProbeRequest } from './probe.ts';

/** How long a listening process has to start another thread, in milliseconds. */
const THREADS_START_WITHIN_MS = 300;

/** The probes in the threads of one process. */
export class Probes {
  readonly path: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #replies: ((reply: ProbeReply) => void)[] = [];

  /** @param path Where to listen for the probes: a Unix socket. */
  constructor(path: string) {
    this.path = path;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => this.#sockets.delete(socket));
      createInterface({ input: socket }).on('line', (line) => this.#replies.shift()?.(JSON.parse(line)));
    }).listen(path);
  }

  /** Waits until the process's threads have connected. */
  async ready(): Promise<void> {
    await sleep(THREADS_START_WITHIN_MS);
    if (this.#sockets.size === 0) throw new Error('the probe is not loaded');
  }

  /** Asks all threads, one after the other, and returns the reply of the thread that serves, with the memory of all heaps. */
  async ask(request: ProbeRequest): Promise<ProbeReply> {
    const replies: ProbeReply[] = [];
    for (const socket of this.#sockets) {
      const replied = new Promise<ProbeReply>((resolve) => this.#replies.push(resolve));
      socket.write(`${request}\n`);
      replies.push(await replied);
    }
    const server = replies.find(({ isMainThread }) => !isMainThread) ?? replies[0];
    if (!server) throw new Error('the process has ended');
    return { ...server, heap: replies.reduce((sum, { heap }) => sum + heap, 0) };
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
