import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { LoadReply, LoadRequest } from './load-generator.ts';
import { PLAYERS_CORE, pinned, programPath } from './machine.ts';

/** How long one step of a game may take, in milliseconds. */
const STEP_TIMEOUT_MS = 180_000;

/** Players in another process. */
export class Load {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #replies: ((reply: LoadReply) => void)[] = [];
  /** All messages that the first player has received. */
  readonly messages: string[] = [];

  constructor() {
    const { file, args } = pinned(PLAYERS_CORE, programPath('bench/load-generator'));
    this.#process = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.#process.stdout }).on('line', (line) =>
      this.#replies.shift()?.(JSON.parse(line)),
    );
  }

  async ask(request: LoadRequest): Promise<LoadReply> {
    let timer: NodeJS.Timeout | undefined;
    const reply = await new Promise<LoadReply>((resolve, reject) => {
      this.#replies.push(resolve);
      this.#process.stdin.write(`${JSON.stringify(request)}\n`);
      const what = JSON.stringify(request);
      timer = setTimeout(
        () => reject(new Error(`got no reply to ${what} in three minutes`)),
        STEP_TIMEOUT_MS,
      );
    });
    clearTimeout(timer);
    if (reply.error !== undefined) throw new Error(reply.error);
    this.messages.push(...reply.messages);
    return reply;
  }

  async end(): Promise<void> {
    const exited = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stdin.end();
    await exited;
  }
}
