import { Session } from '../../source/client/session.ts';
import type { Transport } from '../../source/client/transport/transport.ts';
import { webSocketTransport } from '../../source/client/transport/websocket.ts';
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

/** Of the questions that they see, players answer so many. */
const ANSWER_PROBABILITY = 0.97;

export interface FaultPlayerOptions {
  readonly name: string;
  /** Draws what is answered, and when. */
  readonly seed: string;
  /** Of the host, or of a network before it. */
  readonly port: number;
  readonly pin: string;
}

/**
 * A player as a person at the real client is one: joins, answers what is asked a moment after it is shown, and leaves coming
 * back to the client. It may be the same person at several clients at once.
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

  /** Sits down at another client, with the same token. */
  join(): void {
    const dice = new SeededRandom(`${this.#options.seed} ${this.name} ${this.#sessions.length}`);
    const { pin, port } = this.#options;
    const session = new Session({
      transport: this.#overheard(webSocketTransport(`http://${LOOPBACK}:${port}`)),
      clock: systemClock(),
      tokenFor: () => tokenOf(this.name),
      // Nobody waits for long: the first tries come at once.
      random: () => dice.fraction() / 5,
    });
    const client = this.#sessions.push(session);
    session.subscribe(() => this.#look(session, client));
    session.join(pin, this.name);
  }

  /** The client that has the seat, as far as this side knows; undefined before the first welcome, and once it is over. */
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

  /** Whether a client was told that the game has ended. */
  get isOver(): boolean {
    return this.#sessions.some((session) => {
      const { end } = session.snapshot();
      return end?.type === 'bye' && end.code === 'ended';
    });
  }

  /** Answers that were sent and not acknowledged yet. */
  get inFlight(): number {
    return this.#clients.filter((session) => session.snapshot().answer?.status === 'sent').length;
  }

  /** Whether one of the clients that are in the game gives an answer to this question. */
  answers(question: number): boolean {
    return this.#sessions.some(
      (session, index) => this.#clients.includes(session) && this.#plan(question, index + 1) !== null,
    );
  }

  /** Where this player stands, for who wonders. */
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

  /** Those that were not told that it is over. */
  get #clients(): Session[] {
    return this.#sessions.filter((session) => session.snapshot().connection !== 'closed');
  }

  #look(session: Session, client: number): void {
    const { stage, end } = session.snapshot();
    // The client gives up where nobody answers at first: whoever sits there tries again.
    if (end?.type === 'failure') this.#later(20, () => session.join(this.#options.pin, this.name));
    if (stage?.phase !== 'question') return;
    const { question } = stage;
    const key = `${client} ${question.index}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const plan = this.#plan(question.index, client);
    if (!plan) return;
    this.#later(plan.afterMs, () => {
      // The other terminal may have answered meanwhile, and another question may be open.
      if (asked(session) === question.index) session.answer(answerTo(question, plan.draw));
    });
  }

  /** What this client answers to a question, and how long after it was shown; null: nothing. */
  #plan(question: number, client: number): { draw: number; afterMs: number } | null {
    const together = new SeededRandom(`${this.#options.seed} ${question}`);
    const dice = new SeededRandom(`${this.#options.seed} ${question} ${this.name} ${client}`);
    if (!dice.chance(ANSWER_PROBABILITY)) return null;
    // Sometimes everybody knows at once, and sometimes it takes a while.
    return { draw: dice.int(0, 1000), afterMs: dice.int(0, together.pick([10, 150, 150, 600])) };
  }

  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  /** The same transport; what it brings is compared with what was told before. */
  #overheard(transport: Transport): Transport {
    return {
      connect: (handlers) => {
        const hear = this.acknowledged.connection();
        return transport.connect({
          ...handlers,
          onMessage: (text) => {
            const message = parseServerMessage(text);
            if (message?.type === 'you') hear(message);
            handlers.onMessage(text);
          },
        });
      },
    };
  }
}

/** The question that is open at a client. */
function asked(session: Session): number | undefined {
  const { stage } = session.snapshot();
  return stage?.phase === 'question' ? stage.question.index : undefined;
}

function answerTo(question: AskedQuestion, draw: number): Answer {
  const { type } = question;
  const answer = validAnswer(type, question, draw);
  if (typeof answer === 'string' || typeof answer === 'number' || typeof answer === 'boolean') return answer;
  return Array.isArray(answer) ? answer.map(Number) : 0;
}
