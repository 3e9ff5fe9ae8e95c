import { spawn as spawnInTerminal } from '@lydell/node-pty';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { binary, userEnvironment } from '../helpers/binary.ts';
import { sleep } from '../helpers/sleep.ts';
import { SERVER_CORE, pinned, programPath, withOpenFiles } from './machine.ts';
import type { ProbeReply } from './probe.ts';
import { Probes } from './probes.ts';
import type { Profile } from './profile.ts';

export const PIN = '482913';

/** The kind of server: a host without a screen, a host that draws its screen, or the bare server. */
export type ServerKind = 'headless' | 'screen' | 'bare';

/** A line of a headless host's output. */
export interface HostEvent {
  readonly type: string;
  readonly port?: number;
  readonly at?: number;
  readonly journal?: string | null;
}

export interface ServerOptions {
  /** Further arguments for a host. */
  readonly args?: readonly string[];
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether clients have the address that they connect from. Default: the one in `X-Forwarded-For`, so that they can have many. */
  readonly isDirect?: boolean;
  /** The size of the screen's terminal. Default: 100 × 30. */
  readonly size?: { readonly columns: number; readonly rows: number };
  /** Receives what the host writes to its terminal. */
  readonly onOutput?: (data: string) => void;
  /** How many files a headless host may open. Default: as many as this process. */
  readonly openFiles?: number;
}

const USUAL_SIZE = { columns: 100, rows: 30 };
const ENDS_WITHIN_MS = 10_000;

/** A server in a process of its own, on a core of its own, with a probe in each of its threads. */
export class MeasuredServer {
  readonly kind: ServerKind;
  readonly pid: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'termquiz-bench-'));
  readonly #probes = new Probes(join(this.#folder, 'probe'));
  readonly #exited: Promise<unknown>;
  readonly #command: (command: string) => void;
  readonly #port: Promise<number>;
  /** What the server has written to stderr. */
  errors = '';
  /** Called with each line of a headless host's output. Set it in the turn that starts the server, so that no line is missed. */
  onEvent: ((event: HostEvent) => void) | null = null;

  /** @param input The quiz of a host, or the script of the bare server: a path. */
  constructor(kind: ServerKind, input: string, options: ServerOptions = {}) {
    const { args: more = [], env: extra = {}, isDirect = false, openFiles } = options;
    const { size: { columns, rows } = USUAL_SIZE, onOutput = () => undefined } = options;
    this.kind = kind;
    const env = userEnvironment(this.#folder, {
      NODE_OPTIONS: `--import=${pathToFileURL(programPath('bench/probe')).href}`,
      TERMQUIZ_PROBE: this.#probes.path,
      ...extra,
    });
    const proxy = isDirect ? [] : ['--trust-proxy'];
    const host = ['host', input, '--bind', '127.0.0.1', '--pin', PIN, ...proxy, ...more];
    if (kind === 'screen') {
      const port = 20_000 + Math.floor(Math.random() * 10_000);
      const { file, args } = pinned(SERVER_CORE, binary, [...host, '--port', String(port)]);
      const pty = spawnInTerminal(file, [...args], { cols: columns, rows, env });
      this.pid = pty.pid;
      // A terminal that reads all output. The kernel's buffer is small: if nobody reads it, the host stops drawing.
      pty.onData(onOutput);
      this.#exited = new Promise((resolve) => pty.onExit(resolve));
      this.#command = () => pty.write(' ');
      this.#port = accepting(port);
    } else {
      const program =
        kind === 'bare'
          ? pinned(SERVER_CORE, programPath('bench/bare-server'), [input])
          : pinned(SERVER_CORE, binary, [...host, '--headless', '--port', '0']);
      const { file, args } = openFiles === undefined ? program : withOpenFiles(openFiles, program);
      const child = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
      this.pid = child.pid ?? 0;
      child.stderr.on('data', (data: Buffer) => {
        this.errors += data.toString();
      });
      child.stdin.on('error', () => undefined);
      this.#exited = new Promise((resolve) => child.once('close', resolve));
      this.#command = (command) => child.stdin.write(`${command}\n`);
      this.#port = this.#listening(child);
    }
  }

  /** Waits for the line of output that says where a server listens. */
  async #listening(child: ChildProcess): Promise<number> {
    return new Promise((resolve, reject) => {
      if (!child.stdout) return reject(new Error('no output to read'));
      const { stdout } = child;
      const lines = createInterface({ input: stdout }).on('line', (line) => {
        const event: HostEvent = JSON.parse(line);
        if (event.type === 'listening') resolve(event.port ?? 0);
        this.onEvent?.(event);
        if (this.onEvent) return;
        // Parsing an event for each answer would take time from the players.
        lines.close();
        stdout.resume();
      });
      child.once('close', (code) =>
        reject(new Error(`the server ended with ${code} before it listened: ${this.errors}`)),
      );
    });
  }

  /** The port, once the server listens and its threads can be measured. */
  async port(): Promise<number> {
    const port = await this.#port;
    await this.#probes.ready();
    return port;
  }

  /** Gives the host a command. On a screen, the space bar gives all of them. */
  command(command: 'start' | 'next' | 'close' | 'end' | 'again'): void {
    this.#command(command);
  }

  /** Reads the process's meters, and resets those for the longest turn and the longest collection. */
  async read(): Promise<ProbeReply> {
    return this.#probes.ask('read');
  }

  /** Reads the meters after collecting garbage. */
  async collect(): Promise<ProbeReply> {
    return this.#probes.ask('collect');
  }

  /** Profiles the server's thread until `during` has resolved. */
  async profile(during: () => Promise<unknown>): Promise<Profile | null> {
    await this.#probes.ask('start-profile');
    await during();
    return (await this.#probes.ask('stop-profile')).profile;
  }

  /** Ends the process, within ten seconds. */
  async end(): Promise<void> {
    const kill = (signal: NodeJS.Signals) => {
      try {
        process.kill(this.pid, signal);
      } catch {
        // It has already ended.
      }
    };
    kill('SIGTERM');
    const timer = setTimeout(() => kill('SIGKILL'), ENDS_WITHIN_MS);
    await this.#exited;
    clearTimeout(timer);
    this.#probes.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Waits until a port accepts connections. */
async function accepting(port: number): Promise<number> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const accepts = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (accepts) return port;
    await sleep(20);
  }
  throw new Error(`nothing listens on port ${port}`);
}
