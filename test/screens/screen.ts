import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { binary, node, userEnvironment } from '../helpers/binary.ts';
import { type Colors, type Picture, pictureOf } from './svg.ts';

export interface ScreenOptions {
  readonly columns: number;
  readonly rows: number;
  readonly colors: Colors;
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stateHome: string;
}

/** How long a screen must not change to count as drawn, in milliseconds. */
const STILL_MS = 400;

/** More than any screen of the program takes, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** The built program in a pseudo-terminal whose screen can be drawn. */
export class ProgramScreen {
  readonly #pty: IPty;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #colors: Colors;
  #changedAt = performance.now();

  constructor(args: readonly string[], { columns, rows, colors, flags, env, stateHome }: ScreenOptions) {
    this.#colors = colors;
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    this.#pty = spawn(node, args.length === 0 ? [binary] : [binary, ...args, ...flags], {
      cols: columns,
      rows,
      env: userEnvironment(stateHome, env),
    });
    this.#terminal.onData((reply) => this.#pty.write(reply));
    this.#pty.onData((data) => {
      this.#terminal.write(data, () => {
        this.#changedAt = performance.now();
      });
    });
  }

  get text(): string {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: this.#terminal.rows }, (_, row) =>
      (active.getLine(active.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    ).join('\n');
  }

  press(keys: string): void {
    this.#pty.write(keys);
  }

  /** Presses keys again and again until something is done, because the program ignores some presses right after a change. */
  async pressUntil(keys: string, isDone: () => boolean): Promise<void> {
    await this.#until(isDone, `after ${JSON.stringify(keys)}`, () => this.press(keys));
  }

  async shows(expected: RegExp): Promise<void> {
    await this.#until(() => expected.test(this.text), `to show ${String(expected)}`);
  }

  /** Waits until the screen shows something else than other digits. */
  async changes(before: string): Promise<void> {
    await this.#until(() => withoutDigits(this.text) !== withoutDigits(before), 'to change');
  }

  /**
   * Waits until the screen is drawn, and draws it.
   *
   * @param stillMs How long it must not change, in milliseconds.
   */
  async picture(stillMs = STILL_MS): Promise<Picture> {
    const since = performance.now();
    const isStill = () => performance.now() - Math.max(since, this.#changedAt) > stillMs;
    await this.#until(isStill, 'to stand still');
    return pictureOf(this.#terminal, this.#colors);
  }

  kill(): void {
    this.#pty.kill('SIGKILL');
  }

  async #until(isDone: () => boolean, what: string, again?: () => void): Promise<void> {
    const deadline = performance.now() + TIMEOUT_MS;
    for (let step = 0; !isDone(); step++) {
      if (performance.now() > deadline)
        throw new Error(`waited too long for the screen ${what}:\n${this.text}`);
      if (step % 12 === 0) again?.();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Clocks change all the time. */
function withoutDigits(text: string): string {
  return text.replaceAll(/\d+/gu, '0');
}
