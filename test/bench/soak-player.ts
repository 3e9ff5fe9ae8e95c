import { Agent } from 'node:http';
import { Socket } from 'node:net';
import { Session } from '../../source/client/session.ts';
import { type TransportChoice, createTransport } from '../../source/client/transport/create-transport.ts';
import { systemClock } from '../../source/clock.ts';
import { PIN } from './measured-server.ts';

/** A player who keeps count of the correct answers that were acknowledged, and whose connection can be dropped. */
export class SoakPlayer {
  readonly name: string;
  hasLeft = false;
  readonly #session: Session;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #sockets = new Set<Socket>();
  readonly #truths: readonly boolean[];
  /** The questions to which the player gave the correct answer, and those whose correct answer was acknowledged. */
  readonly #correct = new Set<number>();
  readonly #acknowledged = new Set<number>();

  /** @param truths The correct answer to each question. */
  constructor(name: string, port: number, transport: TransportChoice, truths: readonly boolean[]) {
    this.name = name;
    this.#truths = truths;
    const clock = systemClock();
    const connect = this.#agent.createConnection.bind(this.#agent);
    this.#agent.createConnection = (options, callback) => {
      const socket = connect(options, callback);
      if (socket instanceof Socket) this.#watch(socket);
      return socket;
    };
    const options = { clock, random: Math.random, agentFor: () => this.#agent };
    const way = createTransport(`http://127.0.0.1:${port}`, transport, options);
    const tokenFor = () => name.replaceAll(' ', '-').padEnd(22, '-');
    this.#session = new Session({ transport: way, clock, random: Math.random, tokenFor });
    this.#session.subscribe(() => this.#count());
    this.#session.join(PIN, name);
  }

  /** The player's id, once they have joined. */
  get id(): string | undefined {
    return this.#session.snapshot().welcome?.player?.id;
  }

  get isPlaying(): boolean {
    return !this.hasLeft && this.#session.snapshot().connection === 'open';
  }

  /** Why this player is not in the game; null if they are. */
  get failure(): string | null {
    const { rejection, end } = this.#session.snapshot();
    return rejection?.code ?? (end && !this.hasLeft ? JSON.stringify(end) : null);
  }

  /** The number of correct answers that were acknowledged. */
  get acknowledged(): number {
    return this.#acknowledged.size;
  }

  /** The number of correct answers given. */
  get correct(): number {
    return this.#correct.size;
  }

  answer(value: boolean): void {
    const { stage } = this.#session.snapshot();
    if (stage?.phase !== 'question') return;
    const { index } = stage.question;
    this.#session.answer(value);
    if (value === this.#truths[index]) this.#correct.add(index);
  }

  /** Cuts the connection, as a network does. The session connects again. */
  drop(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  leave(): void {
    this.hasLeft = true;
    this.#session.leave();
  }

  /** Closes the connections that are kept alive. */
  close(): void {
    this.#agent.destroy();
  }

  #count(): void {
    const { you } = this.#session.snapshot();
    if (!you?.answered || you.question === null) return;
    if (you.answer === this.#truths[you.question]) this.#acknowledged.add(you.question);
  }

  #watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
