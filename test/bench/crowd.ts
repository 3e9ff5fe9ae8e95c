import { performance } from 'node:perf_hooks';
import { textFrame } from './client-frames.ts';
import { RawPlayer } from './raw-player.ts';

/** Measurements of a crowd's answers. */
export interface AnswersSent {
  /** From sending an answer to its acknowledgement, in milliseconds. */
  readonly latency: { readonly median: number; readonly p99: number; readonly max: number };
  /** The share of the time during which the players' process was busy, 0 to 1. */
  readonly playersLoad: number;
}

export interface Received {
  readonly messages: number;
  readonly bytes: number;
}

/** Connections that are opened at the same time: fewer than a server's default backlog, which would drop the others. */
const MAX_OPENING = 400;

const ANSWERED = Buffer.from('"answered":true');
const RESULT = Buffer.from('"result":{');

/** The offset of the letter that tells messages apart, after `{"type":"`. */
const TYPE_OFFSET = 9;
const YOU = 'y'.charCodeAt(0);
const STAGE = 's'.charCodeAt(0);
const WELCOME = 'w'.charCodeAt(0);
const REJECTED = 'r'.charCodeAt(0);

/** For how long an idle event loop is measured, in milliseconds. */
const CALIBRATION_MS = 100;

/**
 * Thousands of players in one process. They join, answer and record when messages arrive.
 *
 * The process never sleeps, but polls for messages all the time. Otherwise the server would spend time on
 * waking it up for each message. Players on other machines do not cost that time.
 */
export class Crowd {
  readonly #players: RawPlayer[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #reached = new Map<string, number>();
  #welcomed = 0;
  #results = 0;
  #lost = 0;
  #rejected = '';
  #latencies: number[] = [];
  #received = { messages: 0, bytes: 0 };
  #turns = 0;
  #hasLeft = false;
  #sendDue: () => void = () => undefined;
  #capture: ((text: string) => void) | null = null;

  /** Starts the loop. */
  start(): void {
    const turn = () => {
      this.#turns++;
      this.#sendDue();
      if (!this.#hasLeft) setImmediate(turn);
    };
    turn();
  }

  /** Joins this many players as fast as the server lets them, and waits until all have a seat. */
  async join(port: number, pin: string, count: number): Promise<void> {
    const open = () => {
      const index = this.#players.length;
      if (index === count) return;
      this.#players.push(
        new RawPlayer(index, port, {
          onOpen: (player) => player.send(joinFrame(pin, player.index)),
          onMessage: (player, payload) => this.#receive(player, payload, open),
          onClose: () => this.#lose(),
        }),
      );
    };
    for (let opened = 0; opened < Math.min(MAX_OPENING, count); opened++) open();
    await this.#until(() => this.#welcomed === count);
  }

  /** Waits until all players have the stage of this phase. Phases without a question have the index -1. */
  async shows(phase: string, question: number): Promise<void> {
    const key = keyOf(phase, question);
    await this.#until(() => (this.#reached.get(key) ?? 0) >= this.#players.length);
    this.#reached.delete(key);
  }

  /** Lets all players but the last answer within a time, and waits for the acknowledgements. */
  async answer(question: number, withinMs: number): Promise<AnswersSent> {
    const players = this.#players.slice(0, -1);
    for (const player of this.#players) {
      player.answeredAt = 0;
      player.isAcknowledged = false;
    }
    this.#latencies = [];
    this.#results = 0;
    const frames = [0, 1, 2, 3].map((answer) => answerFrame(question, answer));
    const idleTurns = await this.#turnsPerMs();
    const start = performance.now();
    const turns = this.#turns;
    let sent = 0;
    this.#sendDue = () => {
      const due = Math.min(1, (performance.now() - start) / withinMs) * players.length;
      for (; sent < due; sent++) {
        const player = players[sent];
        const frame = frames[sent % 4];
        if (!player || !frame) continue;
        player.answeredAt = performance.now();
        player.send(frame);
      }
    };
    await this.#until(() => this.#latencies.length === players.length);
    this.#sendDue = () => undefined;
    const idle = (this.#turns - turns) / ((performance.now() - start) * idleTurns);
    const sorted = this.#latencies.toSorted((one, other) => one - other);
    const quantile = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
    return {
      latency: { median: quantile(0.5), p99: quantile(0.99), max: quantile(1) },
      playersLoad: 1 - Math.min(1, idle),
    };
  }

  /** Lets the last player answer, which closes the question, and waits until everybody has their result. */
  async answerLast(question: number): Promise<void> {
    const last = this.#players.at(-1);
    if (last) last.answeredAt = performance.now();
    last?.send(answerFrame(question, 0));
    await this.#until(() => this.#results >= this.#players.length);
    await this.shows('reveal', question);
  }

  /** Returns what has been received since the last call. */
  takeReceived(): Received {
    const received = this.#received;
    this.#received = { messages: 0, bytes: 0 };
    return received;
  }

  /** Passes on the messages of one player. */
  onMessageOfFirst(onMessage: (text: string) => void): void {
    this.#capture = onMessage;
  }

  leave(): void {
    this.#hasLeft = true;
    this.#waiting.clear();
    for (const player of this.#players) player.destroy();
  }

  /** Returns the turns of the event loop in a millisecond while nothing happens. */
  async #turnsPerMs(): Promise<number> {
    const turns = this.#turns;
    const start = performance.now();
    await new Promise((resolve) => setTimeout(resolve, CALIBRATION_MS));
    return (this.#turns - turns) / (performance.now() - start);
  }

  #receive(player: RawPlayer, payload: Buffer, openNext: () => void): void {
    this.#received.messages++;
    this.#received.bytes += payload.length;
    if (player.index === 0) this.#capture?.(payload.toString());
    const type = payload[TYPE_OFFSET];
    if (type === YOU) this.#receiveYou(player, payload);
    else if (type === STAGE) this.#receiveStage(payload);
    else if (type === WELCOME) {
      this.#welcomed++;
      openNext();
      this.#check();
    } else if (type === REJECTED) {
      this.#rejected = payload.toString();
      this.#check();
    }
  }

  #receiveYou(player: RawPlayer, payload: Buffer): void {
    if (payload.includes(RESULT)) {
      this.#results++;
      this.#check();
    }
    if (player.answeredAt === 0 || player.isAcknowledged || !payload.includes(ANSWERED)) return;
    player.isAcknowledged = true;
    this.#latencies.push(performance.now() - player.answeredAt);
    this.#check();
  }

  #receiveStage(payload: Buffer): void {
    const start = payload.toString('latin1', 0, 300);
    const phase = /"phase":"([a-z]+)"/u.exec(start)?.[1] ?? '';
    const key = keyOf(phase, Number(/"question":\{"index":(\d+)/u.exec(start)?.[1] ?? -1));
    this.#reached.set(key, (this.#reached.get(key) ?? 0) + 1);
    this.#check();
  }

  #lose(): void {
    this.#lost++;
    this.#check();
  }

  #check(): void {
    for (const check of this.#waiting) check();
  }

  async #until(isMet: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const settle = (act: () => void) => {
        this.#waiting.delete(check);
        act();
      };
      const check = () => {
        if (this.#rejected !== '')
          settle(() => reject(new Error(`a player was rejected: ${this.#rejected}`)));
        else if (this.#lost > 0) settle(() => reject(new Error('the server dropped a player')));
        else if (isMet()) settle(resolve);
      };
      this.#waiting.add(check);
      check();
    });
  }
}

function keyOf(phase: string, question: number): string {
  return `${phase} ${question}`;
}

function joinFrame(pin: string, index: number): Buffer {
  const token = `token-of-player-${index}`.padEnd(22, '-');
  return textFrame({ type: 'join', pin, name: `Player ${index}`, token });
}

function answerFrame(question: number, answer: number): Buffer {
  return textFrame({ type: 'answer', question, answer, elapsed: 1500, game: 1 });
}
