import { Session } from '../../source/client/session.ts';
import { type TransportChoice, createTransport } from '../../source/client/transport/create-transport.ts';
import { systemClock } from '../../source/clock.ts';
import { CountingWire } from './traffic-counter.ts';
import { MeasuredHost, PIN } from './measured-host.ts';

/** What a game cost. */
export interface Measured {
  /** From the change of a phase on the host to its arrival with a player, in milliseconds. */
  readonly delivery: { readonly median: number; readonly p99: number };
  /** How many messages came and went for each player. */
  readonly messages: number;
  /** On the wire, both ways, a message. */
  readonly bytes: number;
  /** Of the host's process, a message. */
  readonly cpuMicroseconds: number;
}

/** Players answer one after the other within this time; what the room looks at stands for this time. In milliseconds. */
const ANSWERS_WITHIN_MS = 5000;
const LOOKS_FOR_MS = 3000;

/** Plays a game of two questions through the built program with so many players, and says what it cost. */
export async function playMeasuredGame(transport: TransportChoice, players: number): Promise<Measured> {
  const host = new MeasuredHost();
  const base = await host.base;
  const wire = new CountingWire();
  const deliveries: number[] = [];
  const crowd = Array.from({ length: players }, (_, index) => new Player(index, base, transport, wire));
  await Promise.all(crowd.map((player) => player.shows('lobby')));
  const before = { cpu: host.cpuMicroseconds(), bytes: wire.bytes, messages: wire.messages };

  const goOn = async (command: string, phase: string, question: number) => {
    await pass(LOOKS_FOR_MS);
    const arrived = Promise.all(crowd.map((player) => player.shows(phase, question)));
    host.command(command);
    const at = await host.changedAt(phase);
    for (const arrivedAt of await arrived) deliveries.push(arrivedAt - at);
  };
  for (const question of [0, 1]) {
    await goOn(question === 0 ? 'start' : 'next', 'ready', question);
    await goOn('next', 'question', question);
    const revealed = Promise.all(crowd.map((player) => player.shows('reveal', question)));
    await Promise.all(crowd.map((player, index) => player.answers((index / players) * ANSWERS_WITHIN_MS)));
    const at = await host.changedAt('reveal');
    for (const arrivedAt of await revealed) deliveries.push(arrivedAt - at);
    if (question === 0) await goOn('next', 'standings', question);
  }
  const messages = wire.messages - before.messages;
  const cost = { cpu: host.cpuMicroseconds() - before.cpu, bytes: wire.bytes - before.bytes };
  for (const player of crowd) player.leave();
  await host.end();
  wire.close();
  return {
    delivery: { median: quantile(deliveries, 0.5), p99: quantile(deliveries, 0.99) },
    messages: messages / players,
    bytes: cost.bytes / messages,
    cpuMicroseconds: cost.cpu / messages,
  };
}

/** One player, who remembers when each phase arrived. */
class Player {
  readonly #session: Session;
  readonly #arrivals = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  constructor(index: number, base: string, transport: TransportChoice, wire: CountingWire) {
    const clock = systemClock();
    const agent = wire.agent();
    const ways = { clock, random: Math.random, agentFor: () => agent };
    const connection = wire.counted(createTransport(base, transport, ways));
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
