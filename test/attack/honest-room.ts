import type { AskedQuestion } from '../../source/view/stage.ts';
import { sleep } from '../helpers/sleep.ts';
import { HonestPlayer, type Way } from './honest-player.ts';

const NAMES = ['Ada', 'Grace', 'Linus'];

/** How long players think about a question, in milliseconds: with three of them, ten questions a second. */
const LEAST_THOUGHT_MS = 20;
const USUAL_THOUGHT_MS = 120;

const SETTLE_POLL_MS = 10;

/** A command that controls a headless host. */
export type RoundCommand = 'start' | 'next' | 'close';

/** Three players who answer one question after the other until the game is over. */
export class HonestRoom {
  readonly players: readonly HonestPlayer[];
  readonly #command: (command: RoundCommand) => void;
  #question = -1;

  /**
   * @param command Gives the host a command.
   * @param mostThoughtMs The longest that a player thinks, in milliseconds.
   */
  constructor(
    way: Way,
    command: (command: RoundCommand) => void,
    answerTo: (question: AskedQuestion, player: number) => unknown,
    mostThoughtMs = USUAL_THOUGHT_MS,
  ) {
    this.#command = command;
    this.players = NAMES.map(
      (name, player) =>
        new HonestPlayer(name, way, (question) => ({
          answer: answerTo(question, player),
          afterMs: LEAST_THOUGHT_MS + Math.random() * (mostThoughtMs - LEAST_THOUGHT_MS),
        })),
    );
  }

  async joined(): Promise<void> {
    await Promise.all(this.players.map((player) => player.joined()));
  }

  /** Plays until the signal aborts: each question closes once all three answers are acknowledged, and the next one opens. */
  async play(signal: AbortSignal): Promise<void> {
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    while (!signal.aborted) {
      this.#openNext();
      const answers = this.players.map((player) => player.hasAnswered(this.#question));
      await Promise.race([Promise.all(answers), aborted]);
    }
  }

  /** Resolves once this many answers of each player have been acknowledged. */
  async answered(count: number): Promise<void> {
    while (this.players.some(({ acknowledged }) => acknowledged.size < count)) await sleep(SETTLE_POLL_MS);
  }

  /** Resolves once each answer that was sent has been acknowledged or rejected. */
  async settled(): Promise<void> {
    while (this.players.some(({ waitingMs }) => waitingMs.length > 0)) await sleep(SETTLE_POLL_MS);
  }

  /** The times from sending an answer to its acknowledgement, in milliseconds; for a missing one, the time so far. */
  get latencies(): number[] {
    return this.players.flatMap(({ latencies, waitingMs }) => [...latencies, ...waitingMs]);
  }

  leave(): void {
    for (const player of this.players) player.leave();
  }

  #openNext(): void {
    const commands: RoundCommand[] =
      this.#question < 0 ? ['start', 'next'] : ['close', 'next', 'next', 'next'];
    for (const command of commands) this.#command(command);
    this.#question++;
  }
}
