import { Session } from '../../source/client/session.ts';
import type { Transport } from '../../source/client/transport/transport.ts';
import { createTransport } from '../../source/client/transport/create-transport.ts';
import { systemClock } from '../../source/clock.ts';
import { parseServerMessage } from '../../source/protocol/server-message.ts';
import type { Answer } from '../../source/quiz/questions/question-type.ts';
import type { AskedQuestion, Stage } from '../../source/view/stage.ts';
import type { You } from '../../source/view/you.ts';
import { Acknowledged } from './acknowledged.ts';
import { validAnswer } from './arbitraries.ts';
import { SeededRandom } from './seeded-random.ts';
import { tokenOf } from './rooms.ts';
import { LOOPBACK } from './sockets.ts';

/** The share of the questions they see that players answer. */
const ANSWER_PROBABILITY = 0.97;

export interface FaultPlayerOptions {
  readonly name: string;
  /** Determines the answers and their timing. */
  readonly seed: string;
  /** The port of the host, or of a network in front of it. */
  readonly port: number;
  readonly pin: string;
}

/**
 * Simulates a person at the real client: joins, answers questions shortly after they are shown, and leaves reconnecting to the
 * client. The same person may use several clients at once.
 */
export class FaultPlayer {
  readonly name: string;
  readonly acknowledged: Acknowledged;
  readonly #options: FaultPlayerOptions;
  readonly #sessions: Session[] = [];
  readonly #seen = new Set<string>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: FaultPlayerOptions) {
    this.#options = options;
    this.name = options.name;
    this.acknowledged = new Acknowledged(options.name);
  }

  /** Joins from another client with the same token. */
  join(): void {
    const dice = new SeededRandom(`${this.#options.seed} ${this.name} ${this.#sessions.length}`);
    const { pin, port } = this.#options;
    const options = {
      clock: systemClock(),
      // Keeps the waits short: the first retries are immediate.
      random: () => dice.fraction() / 5,
    };
    const session = new Session({
      ...options,
      transport: this.#recorded(createTransport(`http://${LOOPBACK}:${port}`, 'websocket', options)),
      tokenFor: () => tokenOf(this.name),
    });
    const client = this.#sessions.push(session);
    session.subscribe(() => this.#react(session, client));
    session.join(pin, this.name);
  }

  /** The client that has the seat, if exactly one is in the game. */
  get seated(): Session | undefined {
    const open = this.#sessions.filter((session) => session.snapshot().connection === 'open');
    return open.length === 1 && this.#clients.length === 1 ? open[0] : undefined;
  }

  get stage(): Stage | null {
    return this.seated?.snapshot().stage ?? null;
  }

  get you(): You | null {
    return this.seated?.snapshot().you ?? null;
  }

  /** Whether a client knows that the game has ended. */
  get isOver(): boolean {
    return this.#sessions.some((session) => {
      const { end } = session.snapshot();
      return end?.type === 'bye' && end.code === 'ended';
    });
  }

  /** The number of answers that were sent but not yet acknowledged. */
  get inFlight(): number {
    return this.#clients.filter((session) => session.snapshot().answer?.status === 'sent').length;
  }

  /** Whether one of the clients in the game will answer this question. */
  answers(question: number): boolean {
    return this.#sessions.some(
      (session, index) => this.#clients.includes(session) && this.#plan(question, index + 1) !== null,
    );
  }

  /** Describes the state of this player, for error messages. */
  toString(): string {
    const clients = this.#sessions.map((session) => {
      const { connection, stage, you, answer, rejection } = session.snapshot();
      return JSON.stringify({ connection, phase: stage?.phase, you, answer, rejection });
    });
    return `${this.name}: ${clients.join(' and ')}`;
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const session of this.#clients) session.leave();
  }

  /** The clients that are still in the game. */
  get #clients(): Session[] {
    return this.#sessions.filter((session) => session.snapshot().connection !== 'closed');
  }

  #react(session: Session, client: number): void {
    const { stage, end } = session.snapshot();
    // The client gives up if its first connection fails: the person tries again.
    if (end?.type === 'failure') this.#later(20, () => session.join(this.#options.pin, this.name));
    if (stage?.phase !== 'question') return;
    const { question } = stage;
    const key = `${client} ${question.index}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const plan = this.#plan(question.index, client);
    if (!plan) return;
    this.#later(plan.afterMs, () => {
      // The other terminal may have answered by now, and another question may be open.
      if (openQuestionOf(session) === question.index) session.answer(answerTo(question, plan.draw));
    });
  }

  /** Plans this client's answer to a question and the delay after it is shown; null for no answer. */
  #plan(question: number, client: number): { draw: number; afterMs: number } | null {
    const together = new SeededRandom(`${this.#options.seed} ${question}`);
    const dice = new SeededRandom(`${this.#options.seed} ${question} ${this.name} ${client}`);
    if (!dice.chance(ANSWER_PROBABILITY)) return null;
    // Sometimes all players answer at once, sometimes they take a while.
    return { draw: dice.int(0, 1000), afterMs: dice.int(0, together.pick([10, 150, 150, 600])) };
  }

  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  /** Wraps the transport to record what the server says. */
  #recorded(transport: Transport): Transport {
    return {
      connect: (handlers) => {
        const record = this.acknowledged.connection();
        return transport.connect({
          ...handlers,
          onMessage: (text) => {
            const message = parseServerMessage(text);
            if (message?.type === 'you') record(message);
            handlers.onMessage(text);
          },
        });
      },
    };
  }
}

/** Returns the index of the question that a client shows as open. */
function openQuestionOf(session: Session): number | undefined {
  const { stage } = session.snapshot();
  return stage?.phase === 'question' ? stage.question.index : undefined;
}

function answerTo(question: AskedQuestion, draw: number): Answer {
  const { type } = question;
  const answer = validAnswer(type, question, draw);
  if (typeof answer === 'string' || typeof answer === 'number' || typeof answer === 'boolean') return answer;
  return Array.isArray(answer) ? answer.map(Number) : 0;
}
