import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { onTestFinished, vi } from 'vitest';
import { binary, node, userEnvironment } from './binary.ts';
import { keys } from './keys.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly env?: Record<string, string>;
  /** The program's state folder. Default: a new one. */
  readonly stateHome?: string;
  /** A script for bash that runs the program as `"$@"`. Default: the program runs without a shell. */
  readonly script?: string;
}

const TIMEOUT_MS = 40_000;

/** The built program in a pseudo-terminal, with an emulator to read its screen. */
export class TerminalProgram {
  readonly #pty: IPty;
  readonly #emulator: InstanceType<typeof xterm.Terminal>;
  readonly #waiting = new Set<() => void>();
  #output = '';
  /** The part of the output that is on the screen. */
  #drawn = '';
  /** Resolves with the exit code once the program has ended and its last output is on the screen. */
  readonly exited: Promise<number>;

  constructor(args: readonly string[], options: TerminalOptions = {}) {
    const { columns = 80, rows = 24, env = {}, stateHome = temporaryFolder(), script } = options;
    this.#emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    const command = [node, binary, ...args];
    const [file = node, ...rest] =
      script === undefined ? command : ['bash', '-c', script, 'bash', ...command];
    this.#pty = spawn(file, rest, { cols: columns, rows, env: userEnvironment(stateHome, env) });
    // The emulator's replies to terminal queries.
    this.#emulator.onData((reply) => this.#pty.write(reply));
    this.#pty.onData((data) => {
      this.#output += data;
      this.#emulator.write(data, () => {
        this.#drawn += data;
        this.#changed();
      });
    });
    this.exited = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#emulator.write('', () => resolve(signal ? 128 + signal : exitCode));
      });
    });
    onTestFinished(() => this.kill('SIGKILL'));
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** All of the program's output. */
  get output(): string {
    return this.#output;
  }

  /** The rows on the screen, without trailing blanks. */
  get rows(): string[] {
    const { active } = this.#emulator.buffer;
    return Array.from({ length: this.#emulator.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    );
  }

  get screen(): string {
    return this.rows.join('\n');
  }

  /** Whether the alternate screen is active. */
  get isFullScreen(): boolean {
    return this.#emulator.buffer.active.type === 'alternate';
  }

  /** Whether the program has left the cursor visible. */
  get isCursorVisible(): boolean {
    return this.#output.lastIndexOf('\u001B[?25h') >= this.#output.lastIndexOf('\u001B[?25l');
  }

  /** Whether the program has set a title of the window, and has restored the one before it. */
  get isTitleRestored(): boolean {
    const lastTitle = this.#output.lastIndexOf('\u001B]2;');
    return lastTitle >= 0 && this.#output.lastIndexOf('\u001B[23;2t') > lastTitle;
  }

  press(text: string): void {
    this.#pty.write(text);
  }

  /**
   * Presses the space bar once for each of these hints, in the host's footer. Waits until each of them counts: they are dim for a
   * moment after a change of phase.
   */
  async continue(
    ...labels: readonly ('start' | 'start now' | 'continue' | 'next question' | 'show all' | 'finish')[]
  ): Promise<void> {
    for (const label of labels) {
      await this.#until(() => this.#counts(label), `to let the space bar ${label}`);
      this.press(' ');
    }
  }

  #counts(label: string): boolean {
    const { active } = this.#emulator.buffer;
    const footer = active.getLine(active.baseY + this.#emulator.rows - 1);
    const column = footer?.translateToString(true).search(new RegExp(`space +${label}(?: {2}|$)`, 'u')) ?? -1;
    return column >= 0 && footer?.getCell(column)?.isDim() === 0;
  }

  resize(columns: number, rows: number): void {
    this.#emulator.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /**
   * Stops the terminal's output, as Ctrl+S does, and waits until the program's main thread blocks on a write. Linux only. The program
   * must be in full screen.
   */
  async stall(): Promise<void> {
    // The program has turned off Ctrl+S.
    execFileSync('stty', ['--file', `/proc/${this.pid}/fd/1`, 'ixon']);
    this.press(keys.ctrlS);
    await vi.waitFor(
      () => {
        if (this.isStalled) return;
        // It redraws the whole screen, which ends in a write even on a slow machine. The first redraw may get through before Ctrl+S.
        this.kill('SIGWINCH');
        throw new Error('the program does not wait for its terminal');
      },
      { timeout: TIMEOUT_MS, interval: 50 },
    );
  }

  /** Whether the main thread is waiting for the terminal to take its output. */
  get isStalled(): boolean {
    const waitsIn = readFileSync(`/proc/${this.pid}/task/${this.pid}/wchan`, 'utf8');
    return ['wait_woken', 'n_tty_write'].includes(waitsIn);
  }

  /** Lets the terminal take output again. */
  unstall(): void {
    this.press(keys.ctrlQ);
  }

  /** Closes the terminal, as closing its window does. The program can then neither read nor write. */
  hangUp(): void {
    if ('destroy' in this.#pty && typeof this.#pty.destroy === 'function') this.#pty.destroy();
    else throw new Error('this pseudo-terminal cannot be closed');
  }

  kill(signal: string): void {
    try {
      process.kill(this.#pty.pid, signal);
    } catch (error) {
      // It has already ended.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }

  /** Waits until the screen shows this, and returns the screen. */
  async shows(expected: string | RegExp): Promise<string> {
    const isShown = () =>
      typeof expected === 'string' ? this.screen.includes(expected) : expected.test(this.screen);
    await this.#until(isShown, `to show ${String(expected)}`);
    return this.screen;
  }

  /** Waits until the screen no longer shows this. */
  async hides(unexpected: string): Promise<void> {
    await this.#until(() => !this.screen.includes(unexpected), `to hide ${unexpected}`);
  }

  async #until(condition: () => boolean, what: string): Promise<void> {
    const isMet = () => this.#isWhole && condition();
    if (isMet()) return;
    await new Promise<void>((resolve, reject) => {
      const check = () => {
        if (isMet()) finish(resolve);
      };
      const timer = setTimeout(() => {
        const seen = `waited ${TIMEOUT_MS} ms for the terminal ${what}. It shows:\n${this.screen}`;
        finish(() => reject(new Error(seen)));
      }, TIMEOUT_MS);
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        settle();
      };
      this.#waiting.add(check);
    });
  }

  /** Whether the screen shows a complete frame, and is not in the middle of a synchronised update. */
  get #isWhole(): boolean {
    return this.#drawn.lastIndexOf('\u001B[?2026l') >= this.#drawn.lastIndexOf('\u001B[?2026h');
  }

  #changed(): void {
    for (const check of this.#waiting) check();
  }
}
