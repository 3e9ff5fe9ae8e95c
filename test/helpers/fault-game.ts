import { isDeepStrictEqual } from 'node:util';
import { onTestFinished, vi } from 'vitest';
import { SeededRandom } from './seeded-random.ts';
import { type InjectedFault, injectFault } from './injected-faults.ts';
import { FaultHost } from './fault-host.ts';
import { FaultPlayer } from './fault-player.ts';
import { KILLS } from './fault-runs.ts';
import { type AcknowledgedByName, lostAnswers, outcomeDifferences } from './fault-checks.ts';
import { KillSchedule } from './kill-schedule.ts';
import { sleep } from './sleep.ts';
import { FaultyNetwork } from './faulty-network.ts';
import { eventsOf } from './fault-free-game.ts';

/** How long to wait for anything before it counts as hanging, and how often to check, in milliseconds. */
const WAIT = { timeout: 30_000, interval: 5 };

/** The probability that a host is killed again while it resumes. */
const KILL_AGAIN_PROBABILITY = 0.15;

export interface FaultGameOptions {
  /** The seed of everything random, except the machine's timing. */
  readonly seed: string;
  readonly players: number;
  readonly questions: number;
  /** The minimum number of kills. */
  readonly kills?: number;
  readonly faults?: readonly [InjectedFault, ...InjectedFault[]];
}

/** A headless game with failing host and connections, which must end as if nothing had happened. */
export class FaultGame {
  readonly #options: FaultGameOptions;
  readonly #dice: SeededRandom;
  readonly #host: FaultHost;
  readonly #schedule: KillSchedule;
  readonly #players: FaultPlayer[];
  /** The network of each player, if faults are injected. */
  readonly #networks: FaultyNetwork[];
  /** The number of kills, and of those while an answer was in flight. */
  kills = 0;
  killsOnAnswers = 0;
  /** The number of injected faults. */
  faults = 0;

  private constructor(
    options: FaultGameOptions,
    dice: SeededRandom,
    host: FaultHost,
    networks: FaultyNetwork[],
  ) {
    const { seed, players, questions, kills = 0 } = options;
    this.#options = options;
    this.#dice = dice;
    this.#host = host;
    this.#schedule = new KillSchedule(dice, questions, kills);
    this.#networks = networks;
    const { pin, port } = host.listening;
    this.#players = Array.from({ length: players }, (_, index) => {
      return new FaultPlayer({ name: `Player ${index}`, seed, port: networks[index]?.port ?? port, pin });
    });
    onTestFinished(() => this.#players.forEach((player) => player.stop()));
  }

  /** Plays a game to its end. Throws if the outcome differs from that of a game without faults. */
  static async play(options: FaultGameOptions): Promise<FaultGame> {
    try {
      const dice = new SeededRandom(options.seed);
      const host = await FaultHost.start(dice);
      const game = new FaultGame(options, dice, host, await networksInFrontOf(host, options, dice));
      await game.#play();
      return game;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`with TERMQUIZ_FAULT_KILLS=${KILLS} TERMQUIZ_FAULT_SEED=${options.seed}: ${message}`, {
        cause: error,
      });
    }
  }

  async #play(): Promise<void> {
    await Promise.all([this.#seatPlayers(), this.#killAt('joining 1')]);
    await this.#everybody('has a seat', (player) => player.seated !== undefined);
    await this.#advance('start', 'question-announced', 1);
    const { questions } = this.#options;
    for (let count = 1; count <= questions; count++) {
      if (count > 1) await this.#advance('next', 'question-announced', count);
      await this.#playQuestion(count);
    }
    await this.#advance('end', 'podium-shown', 1);
    await this.#killTimes(this.#schedule.takeRest());
    await this.#everybody('sees the podium', ({ stage }) => stage?.phase === 'podium');
    this.#checkPodium();
    await this.#advance('end', 'game-ended', 1);
    await this.#everybody('knows that the game has ended', ({ isOver }) => isOver);
    const { exited, stderr } = this.#host.process;
    if ((await exited) !== 0) throw new Error(`the host failed: ${stderr}`);
  }

  async #seatPlayers(): Promise<void> {
    for (const player of this.#players) {
      player.join();
      if (this.#dice.chance(0.3)) await sleep(this.#dice.int(0, 20));
    }
  }

  async #playQuestion(count: number): Promise<void> {
    const question = count - 1;
    await this.#killAt(`ready ${count}`);
    await this.#advance('next', 'question-opened', count);
    await Promise.all([this.#killAt(`question ${count}`), this.#disturb()]);
    await this.#everybody('has answered', (player) => {
      const isClosed = this.#host.count('question-closed') >= count;
      const hasAnswered = player.acknowledged.answers.has(question) || !player.answers(question);
      return isClosed || (player.seated !== undefined && hasAnswered);
    });
    await this.#advance('close', 'question-closed', count);
    await this.#killAt(`reveal ${count}`);
    await this.#everybody('has a result', ({ acknowledged }) => acknowledged.results.has(question));
    if (count === this.#options.questions) return;
    await this.#advance('next', 'standings-shown', count);
    await this.#killAt(`standings ${count}`);
  }

  /** Repeats a command until its event has happened, because a killed host may have missed it. */
  async #advance(command: string, type: string, count: number): Promise<void> {
    while (this.#host.count(type) < count) {
      const { process } = this.#host;
      process.command(command);
      await this.#killAt(`${command} ${count}`, 10);
      if (this.#host.process === process) await this.#until(type, () => this.#host.count(type) >= count);
    }
  }

  /** Kills the host as often as scheduled for this moment. */
  async #killAt(moment: string, withinMs?: number): Promise<void> {
    await this.#killTimes(this.#schedule.take(moment), withinMs);
  }

  /** Kills and restarts the host this many times, each time a random moment after it is up. */
  async #killTimes(times: number, withinMs = 150): Promise<void> {
    for (let left = times; left > 0; left--) {
      await sleep(this.#dice.int(0, withinMs));
      await this.#kill();
      while (this.#dice.chance(KILL_AGAIN_PROBABILITY)) {
        await sleep(this.#dice.int(0, 400));
        await this.#kill();
      }
      await this.#host.process.listening();
    }
  }

  async #kill(): Promise<void> {
    this.kills++;
    if (this.#players.some(({ inFlight }) => inFlight > 0)) this.killsOnAnswers++;
    const unsaved = await this.#host.kill();
    report([...unsaved, ...lostAnswers(this.#host.past, this.#told)]);
  }

  async #disturb(): Promise<void> {
    const { faults, players } = this.#options;
    if (!faults) return;
    for (let left = this.#dice.int(Math.ceil(players / 4), Math.ceil(players / 2)); left > 0; left--) {
      await sleep(this.#dice.int(0, 15));
      const index = this.#dice.int(0, players - 1);
      const player = this.#players[index];
      const network = this.#networks[index];
      if (!player || !network) continue;
      this.faults++;
      await injectFault(this.#dice.pick(faults), player, network, this.#dice);
    }
  }

  #checkPodium(): void {
    const { past } = this.#host;
    const standings = eventsOf(past.events, 'podium-shown')[0]?.standings ?? [];
    const problems = this.#players.flatMap(({ name, you, stage, acknowledged }) => {
      const own = standings.find((standing) => standing.name === name);
      const earned = [...acknowledged.results.values()].map(
        ({ points, streakBonus }) => points + streakBonus,
      );
      const sum = earned.reduce((total, points) => total + points, 0);
      const isTold = you?.score === own?.score && you?.rank === own?.rank && you?.score === sum;
      const top = stage?.phase === 'podium' ? stage.top.map(({ rank, score }) => [rank, score]) : null;
      const best = standings.slice(0, 10).map(({ rank, score }) => [rank, score]);
      return isTold && isDeepStrictEqual(top, best) ? [] : [`${name} is shown a different podium`];
    });
    report([...problems, ...lostAnswers(past, this.#told), ...outcomeDifferences(past, this.#told)]);
  }

  get #told(): AcknowledgedByName {
    return new Map(this.#players.map(({ name, acknowledged }) => [name, acknowledged]));
  }

  async #everybody(does: string, condition: (player: FaultPlayer) => boolean): Promise<void> {
    await this.#until(`everybody ${does}`, () => {
      const other = this.#players.find((player) => !condition(player));
      return other === undefined || String(other);
    });
  }

  /** Waits until the condition is true. A string says why it is not. */
  async #until(what: string, condition: () => boolean | string): Promise<void> {
    await vi.waitFor(() => {
      const met = condition();
      if (met !== true)
        throw new Error(`timed out waiting until ${what}: ${met} ${this.#host.process.stderr}`);
    }, WAIT);
  }
}

async function networksInFrontOf(
  { listening }: FaultHost,
  { players, faults }: FaultGameOptions,
  dice: SeededRandom,
): Promise<FaultyNetwork[]> {
  const length = faults ? players : 0;
  const networks = await Promise.all(Array.from({ length }, () => FaultyNetwork.before(listening.port)));
  for (const network of networks) network.delayMs = dice.pick([0, 0, 5, 20]);
  return networks;
}

function report(problems: readonly string[]): void {
  if (problems.length > 0)
    throw new Error([...problems.slice(0, 20), `${problems.length} in all`].join('\n'));
}
