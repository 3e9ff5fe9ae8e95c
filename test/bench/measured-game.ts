import { Session } from '../../source/client/session.ts';
import { type TransportChoice, createTransport } from '../../source/client/transport/create-transport.ts';
import { systemClock } from '../../source/clock.ts';
import { TrafficCounter } from './traffic-counter.ts';
import { sleep } from '../helpers/sleep.ts';
import { MeasuredServer, PIN } from './measured-server.ts';
import { quantile } from './numbers.ts';

/** The cost of a game. */
export interface Measured {
  /** The time from a change of phase on the host to its arrival at a player, in milliseconds. */
  readonly delivery: { readonly median: number; readonly p99: number };
  /** The number of messages per player, both ways. */
  readonly messages: number;
  /** Bytes on the wire per message. */
  readonly bytes: number;
  /** CPU time of the host's process per message. */
  readonly cpuMicroseconds: number;
}

export interface MeasuredGameOptions {
  /** The path of a quiz with at least two questions. */
  readonly quiz: string;
  readonly transport: TransportChoice;
  readonly players: number;
  /** How long the players take to answer one after the other, in milliseconds. */
  readonly answersWithinMs: number;
  /** How long each other phase lasts, in milliseconds. */
  readonly phaseMs: number;
}

/** The phase that each event starts. */
const CHANGES: Readonly<Record<string, string>> = {
  'question-announced': 'ready',
  'question-opened': 'question',
  'question-closed': 'reveal',
  'standings-shown': 'standings',
};

/** Plays a game of two questions with the built program and this many players, and returns its cost. */
export async function playMeasuredGame(options: MeasuredGameOptions): Promise<Measured> {
  const { quiz, transport, players, answersWithinMs, phaseMs } = options;
  const host = new MeasuredServer('headless', quiz);
  const changes = new Changes(host);
  const base = `http://127.0.0.1:${await host.port()}`;
  const traffic = new TrafficCounter();
  const deliveries: number[] = [];
  const crowd = Array.from({ length: players }, (_, index) => new Player(index, base, transport, traffic));
  await Promise.all(crowd.map((player) => player.shows('lobby')));
  const before = { cpu: (await host.read()).cpu, bytes: traffic.bytes, messages: traffic.messages };

  const advance = async (command: 'start' | 'next', phase: string, question: number) => {
    await sleep(phaseMs);
    const arrived = Promise.all(crowd.map((player) => player.shows(phase, question)));
    host.command(command);
    const at = await changes.at(phase);
    for (const arrivedAt of await arrived) deliveries.push(arrivedAt - at);
  };
  for (const question of [0, 1]) {
    await advance(question === 0 ? 'start' : 'next', 'ready', question);
    await advance('next', 'question', question);
    const revealed = Promise.all(crowd.map((player) => player.shows('reveal', question)));
    await Promise.all(crowd.map((player, index) => player.answers((index / players) * answersWithinMs)));
    const at = await changes.at('reveal');
    for (const arrivedAt of await revealed) deliveries.push(arrivedAt - at);
    if (question === 0) await advance('next', 'standings', question);
  }
  const messages = traffic.messages - before.messages;
  const cost = { cpu: (await host.read()).cpu - before.cpu, bytes: traffic.bytes - before.bytes };
  for (const player of crowd) player.leave();
  await host.end();
  traffic.close();
  return {
    delivery: { median: quantile(deliveries, 0.5), p99: quantile(deliveries, 0.99) },
    messages: messages / players,
    bytes: cost.bytes / messages,
    cpuMicroseconds: cost.cpu / messages,
  };
}

/** The times of the host's changes of phase. */
class Changes {
  readonly #changes: { phase: string; at: number }[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(host: MeasuredServer) {
    host.onEvent = ({ type, at }) => {
      const phase = CHANGES[type];
      if (phase !== undefined) this.#changes.push({ phase, at: at ?? NaN });
      for (const check of this.#waiting) check();
    };
  }

  /** Waits for the next change to this phase, and returns its time in milliseconds since the epoch. */
  async at(phase: string): Promise<number> {
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
}

/** A player who records when each phase arrives. */
class Player {
  readonly #session: Session;
  readonly #arrivals = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  constructor(index: number, base: string, transport: TransportChoice, traffic: TrafficCounter) {
    const clock = systemClock();
    const agent = traffic.agent();
    const ways = { clock, random: Math.random, agentFor: () => agent };
    const connection = traffic.counted(createTransport(base, transport, ways));
    const tokenFor = () => `token-of-player-${index}`.padEnd(22, '-');
    this.#session = new Session({ transport: connection, clock, random: Math.random, tokenFor });
    this.#session.subscribe(() => this.#changed());
    this.#session.join(PIN, `Player ${index}`);
  }

  /** Waits for a phase, and returns its time of arrival in milliseconds since the epoch. */
  async shows(phase: string, question?: number): Promise<number> {
    return this.#until(() => this.#arrivals.get(keyOf(phase, question)));
  }

  /** Answers the open question after a delay, and waits until the answer is accepted. */
  async answers(afterMs: number): Promise<void> {
    await sleep(afterMs);
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

function keyOf(phase: string, question?: number): string {
  return phase === 'ready' || phase === 'question' || phase === 'reveal' ? `${phase} ${question}` : phase;
}
