import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { Session } from '../../source/client/session.ts';
import { type TransportName, transportTo } from '../../source/client/transports.ts';
import { systemClock } from '../../source/server/clock.ts';
import { binary, fixture, node, userEnvironment } from '../helpers/binary.ts';

/** What a game cost. A message is what every transport has to carry: a phase that a player is shown, or an answer that is taken. */
export interface Measured {
  /** From the change of a phase on the host to its arrival with a player, in milliseconds. */
  readonly delivery: { readonly median: number; readonly p99: number };
  /** On the wire, both ways, a message. */
  readonly bytes: number;
  /** Of the host's process, a message. */
  readonly cpuMicroseconds: number;
}

const PIN = '482913';

/** Players answer one after the other within this time; what the room looks at stands for this time. In milliseconds. */
const ANSWERS_WITHIN_MS = 5000;
const LOOKS_FOR_MS = 3000;

/** Plays a game of two questions through the built program with so many players, and says what it cost. */
export async function playMeasuredGame(transport: TransportName, players: number): Promise<Measured> {
  const host = new MeasuredHost();
  const base = await host.base;
  const wire = new CountingWire();
  const deliveries: number[] = [];
  const crowd = Array.from({ length: players }, (_, index) => new Player(index, base, transport, wire));
  await Promise.all(crowd.map((player) => player.shows('lobby')));
  const before = { cpu: host.cpuMicroseconds(), bytes: wire.bytes };
  let messages = 0;

  const goOn = async (command: string, phase: string, question: number) => {
    await pass(LOOKS_FOR_MS);
    const arrived = Promise.all(crowd.map((player) => player.shows(phase, question)));
    host.command(command);
    const at = await host.changedAt(phase);
    for (const arrivedAt of await arrived) deliveries.push(arrivedAt - at);
    messages += players;
  };
  for (const question of [0, 1]) {
    await goOn(question === 0 ? 'start' : 'next', 'ready', question);
    await goOn('next', 'question', question);
    const revealed = Promise.all(crowd.map((player) => player.shows('reveal', question)));
    await Promise.all(crowd.map((player, index) => player.answers((index / players) * ANSWERS_WITHIN_MS)));
    const at = await host.changedAt('reveal');
    for (const arrivedAt of await revealed) deliveries.push(arrivedAt - at);
    messages += 2 * players;
    if (question === 0) await goOn('next', 'standings', question);
  }
  const cost = { cpu: host.cpuMicroseconds() - before.cpu, bytes: wire.bytes - before.bytes };
  for (const player of crowd) player.leave();
  await host.end();
  wire.close();
  return {
    delivery: { median: quantile(deliveries, 0.5), p99: quantile(deliveries, 0.99) },
    bytes: cost.bytes / messages,
    cpuMicroseconds: cost.cpu / messages,
  };
}

/** The events that change the phase, as a headless host writes them. */
const CHANGES: Readonly<Record<string, string>> = {
  'question-announced': 'ready',
  'question-opened': 'question',
  'question-closed': 'reveal',
  'standings-shown': 'standings',
};

/** The built program in a process of its own, so that its CPU time is the host's alone. */
class MeasuredHost {
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

  /** When the newest change to this phase happened, in milliseconds since the epoch. Waits for it; it is forgotten then. */
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

  /** CPU time that the process has used, in microseconds: on Linux only, in steps of 10 ms. */
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

/** Agents whose sockets are remembered, so that their bytes can be counted. */
class CountingWire {
  readonly #sockets = new Set<Socket>();
  readonly #agents: Agent[] = [];
  #closedBytes = 0;

  get bytes(): number {
    const open = [...this.#sockets].reduce((sum, socket) => sum + bytesOf(socket), 0);
    return this.#closedBytes + open;
  }

  /** Each player has lines of its own. */
  agent(): Agent {
    const agent = new Agent({ keepAlive: true });
    const connect = agent.createConnection.bind(agent);
    agent.createConnection = (options, callback) => {
      const socket = connect(options, callback);
      if (socket && 'bytesRead' in socket) this.#watch(socket as Socket);
      return socket;
    };
    this.#agents.push(agent);
    return agent;
  }

  close(): void {
    for (const agent of this.#agents) agent.destroy();
  }

  #watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      this.#closedBytes += bytesOf(socket);
    });
  }
}

function bytesOf(socket: Socket): number {
  return socket.bytesRead + socket.bytesWritten;
}

/** One player, who remembers when each phase arrived. */
class Player {
  readonly #session: Session;
  readonly #arrivals = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  constructor(index: number, base: string, transport: TransportName, wire: CountingWire) {
    const clock = systemClock();
    const agent = wire.agent();
    const connection = transportTo(base, transport, { clock, random: Math.random, agentFor: () => agent });
    const tokenFor = () => `token-of-player-${index}`.padEnd(22, '-');
    this.#session = new Session({ transport: connection, clock, random: Math.random, tokenFor });
    this.#session.subscribe(() => this.#changed());
    this.#session.join(PIN, `Player ${index}`);
  }

  /** When this phase arrived, in milliseconds since the epoch. Waits for it. */
  async shows(phase: string, question?: number): Promise<number> {
    return this.#until(() => this.#arrivals.get(keyOf(phase, question)));
  }

  /** Answers the open question after a while, and waits until the answer is taken. */
  async answers(afterMs: number): Promise<void> {
    await pass(afterMs);
    const { stage } = this.#session.snapshot();
    const type = stage?.phase === 'question' ? stage.question.type : undefined;
    this.#session.answer(type === 'boolean' ? true : 1);
    await this.#until(() => (this.#session.snapshot().you?.answered ? true : undefined));
  }

  leave(): void {
    this.#session.leave();
  }

  #changed(): void {
    const { stage } = this.#session.snapshot();
    if (!stage) return;
    const key = keyOf(stage.phase, 'question' in stage ? stage.question.index : undefined);
    if (!this.#arrivals.has(key)) this.#arrivals.set(key, Date.now());
    for (const check of this.#waiting) check();
  }

  async #until<Value>(look: () => Value | undefined): Promise<Value> {
    return new Promise((resolve) => {
      const check = () => {
        const value = look();
        if (value === undefined) return;
        this.#waiting.delete(check);
        resolve(value);
      };
      this.#waiting.add(check);
      check();
    });
  }
}

async function pass(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

function keyOf(phase: string, question?: number): string {
  return phase === 'ready' || phase === 'question' || phase === 'reveal' ? `${phase} ${question}` : phase;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
