import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { binary, node, userEnvironment } from './binary.ts';
import { temporaryFolder } from './temporary-folder.ts';

const lineSchema = z.looseObject({ type: z.string() });

/** One line that a headless host wrote. */
export type HostLine = z.infer<typeof lineSchema>;

const listeningSchema = z.object({
  type: z.literal('listening'),
  port: z.int(),
  pin: z.string(),
  addresses: z.array(z.string()),
  urls: z.array(z.string()),
  journal: z.nullable(z.string()),
});

/** How a headless game is reached: its first line. */
export type Listening = z.infer<typeof listeningSchema>;

/** The built program hosting a game on the loopback interface, steered by lines. */
export class HeadlessHost {
  readonly lines: HostLine[] = [];
  readonly exited: Promise<number | null>;
  stderr = '';
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Set<() => void>();

  /** @param game A quiz file; or `--resume`, for a game that was interrupted. */
  constructor(game: string, options: readonly string[] = []) {
    // A game that is gone on with has its port.
    const port = [game, ...options].includes('--resume') ? [] : ['--port', '0'];
    const args = [binary, 'host', game, '--headless', '--bind', '127.0.0.1', ...port, ...options];
    this.#process = spawn(node, args, { env: userEnvironment(temporaryFolder()) });
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.lines.push(lineSchema.parse(JSON.parse(line)));
      for (const check of this.#waiting) check();
    });
    this.#process.stderr.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
    // A host that was killed takes no more commands.
    this.#process.stdin.on('error', () => undefined);
    // Not 'exit': what it said last may still be on its way then.
    this.exited = new Promise((resolve) => this.#process.once('close', resolve));
    onTestFinished(() => void this.#process.kill('SIGKILL'));
  }

  /** The first line, once it is there. */
  async listening(): Promise<Listening> {
    return listeningSchema.parse(await this.line('listening'));
  }

  command(line: string): void {
    this.#process.stdin.write(`${line}\n`);
  }

  endInput(): void {
    this.#process.stdin.end();
  }

  /** Reads no more of what the host writes. */
  closeOutput(): void {
    this.#process.stdout.destroy();
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Ends it without a word to anybody, and waits until it is gone. */
  async crash(): Promise<void> {
    this.kill('SIGKILL');
    await this.exited;
  }

  /** Starts the game and opens its first question at once. */
  async openFirstQuestion(): Promise<void> {
    this.command('start');
    await this.line('question-announced');
    this.command('next');
    await this.line('question-opened');
  }

  linesOf(type: string): HostLine[] {
    return this.lines.filter((line) => line.type === type);
  }

  /** The first line of this type that `matches`, once it is there. */
  async line(type: string, matches: (line: HostLine) => boolean = () => true): Promise<HostLine> {
    const find = () => this.lines.find((line) => line.type === type && matches(line));
    await this.#until(() => find() !== undefined, type);
    return lineSchema.parse(find());
  }

  /** Waits until there are so many lines of this type. */
  async count(type: string, count: number): Promise<void> {
    await this.#until(() => this.linesOf(type).length >= count, `${count} × ${type}`);
  }

  async #until(condition: () => boolean, what: string): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const check = () => {
        if (!condition()) return;
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
      void this.exited.then((code) =>
        reject(new Error(`the host ended with ${code} before ${what}: ${this.stderr}`)),
      );
    });
  }
}
