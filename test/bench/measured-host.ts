import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { binary, fixture, node, userEnvironment } from '../helpers/binary.ts';

export const PIN = '482913';

/** The phases that events start. */
const CHANGES: Readonly<Record<string, string>> = {
  'question-announced': 'ready',
  'question-opened': 'question',
  'question-closed': 'reveal',
  'standings-shown': 'standings',
};

/** The built program in its own process, so that its CPU time can be measured. */
export class MeasuredHost {
  readonly base: Promise<string>;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #changes: { phase: string; at: number }[] = [];
  readonly #waiting = new Set<() => void>();

  constructor() {
    const args = ['host', fixture('two-questions.json'), '--headless', '--port', '0', '--bind', '127.0.0.1'];
    this.#process = spawn(node, [binary, ...args, '--pin', PIN], { env: userEnvironment(tmpdir()) });
    this.base = new Promise((resolve) => {
      createInterface({ input: this.#process.stdout }).on('line', (line) => {
        const event: { type: string; port?: number; at?: number } = JSON.parse(line);
        if (event.type === 'listening') resolve(`http://127.0.0.1:${event.port}`);
        const phase = CHANGES[event.type];
        if (phase !== undefined) this.#changes.push({ phase, at: event.at ?? NaN });
        for (const check of this.#waiting) check();
      });
    });
  }

  command(command: string): void {
    this.#process.stdin.write(`${command}\n`);
  }

  /** Waits for the next change to this phase, and returns its time in milliseconds since the epoch. */
  async changedAt(phase: string): Promise<number> {
    return new Promise((resolve) => {
      const check = () => {
        const found = this.#changes.findIndex((change) => change.phase === phase);
        const [change] = found < 0 ? [] : this.#changes.splice(found, 1);
        if (!change) return;
        this.#waiting.delete(check);
        resolve(change.at);
      };
      this.#waiting.add(check);
      check();
    });
  }

  /** Returns the CPU time of the process in microseconds, in steps of 10 ms. Linux only. */
  cpuMicroseconds(): number {
    const fields = readFileSync(`/proc/${this.#process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  }

  async end(): Promise<void> {
    const exited = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    await exited;
  }
}
