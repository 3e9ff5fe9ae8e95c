import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { onTestFailed, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { binary, node, userEnvironment } from './binary.ts';
import { temporaryFolder } from './temporary-folder.ts';

const lineSchema = z.looseObject({ type: z.string() });

/** A line of a headless host's output. */
export type HostLine = z.infer<typeof lineSchema>;

const listeningSchema = z.object({
  type: z.literal('listening'),
  port: z.int(),
  pin: z.string(),
  addresses: z.array(z.string()),
  urls: z.array(z.string()),
  pages: z.array(z.string()),
  packages: z.array(z.string()),
  journal: z.nullable(z.string()),
});

/** The first line of the output, which says how to reach the game. */
export type Listening = z.infer<typeof listeningSchema>;

/** The built program, hosting a game on loopback, controlled by lines on stdin. */
export class HeadlessHost {
  readonly lines: HostLine[] = [];
  readonly exited: Promise<number | null>;
  stderr = '';
  readonly #process: ChildProcessWithoutNullStreams;
  /** The pending checks, each with what it waits for. */
  readonly #waiting = new Map<() => void, string>();

  /**
   * @param game A quiz file, or `--resume` for an interrupted game.
   * @param program Another copy of the program.
   */
  constructor(game: string, options: readonly string[] = [], program = binary) {
    // A resumed game has its own port.
    const port = [game, ...options].includes('--resume') ? [] : ['--port', '0'];
    const args = [program, 'host', game, '--headless', '--bind', '127.0.0.1', ...port, ...options];
    this.#process = spawn(node, args, { env: userEnvironment(temporaryFolder()) });
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.lines.push(lineSchema.parse(JSON.parse(line)));
      for (const check of this.#waiting.keys()) check();
    });
    this.#process.stderr.on('data', (data: Buffer) => {
      this.stderr += data.toString();
    });
    // Commands to a killed host fail.
    this.#process.stdin.on('error', () => undefined);
    // Not 'exit', after which the last output may still arrive.
    this.exited = new Promise((resolve) => this.#process.once('close', resolve));
    onTestFinished(() => void this.#process.kill('SIGKILL'));
    // Without this, a test that times out would not say what it was waiting for.
    onTestFailed(() => {
      for (const what of this.#waiting.values())
        console.error(`waited for ${what}; the last line was ${JSON.stringify(this.lines.at(-1))}`);
    });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Waits for the first line. */
  async listening(): Promise<Listening> {
    return listeningSchema.parse(await this.line('listening'));
  }

  command(line: string): void {
    this.#process.stdin.write(`${line}\n`);
  }

  endInput(): void {
    this.#process.stdin.end();
  }

  /** Stops reading the host's output. */
  closeOutput(): void {
    this.#process.stdout.destroy();
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Kills the host and waits until the process has ended. */
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

  /** Waits for a line of this type that `matches`, and returns the first one. */
  async line(type: string, matches: (line: HostLine) => boolean = () => true): Promise<HostLine> {
    const find = () => this.lines.find((line) => line.type === type && matches(line));
    await this.#until(() => find() !== undefined, type);
    return lineSchema.parse(find());
  }

  /** Waits until there are this many lines of this type. */
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
      this.#waiting.set(check, what);
      void this.exited.then((code) =>
        reject(new Error(`the host ended with ${code} before ${what}: ${this.stderr}`)),
      );
    });
  }
}
