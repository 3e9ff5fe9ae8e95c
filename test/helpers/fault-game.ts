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

/** How long anything may take that does not hang, in milliseconds. */
const PATIENCE = { timeout: 30_000, interval: 5 };

/** Again while it comes back: so often a host is killed that has just been started. */
const KILL_AGAIN_PROBABILITY = 0.15;

export interface FaultGameOptions {
  /** All that is drawn is drawn from it; how fast the machine is stays its own. */
  readonly seed: string;
  readonly players: number;
  readonly questions: number;
  /** How often the host is killed, at least. */
  readonly kills?: number;
  readonly faults?: readonly [InjectedFault, ...InjectedFault[]];
}

/** A headless game whose host and whose players' lines fail, and which has to come out as if nothing had happened. */
export class FaultGame {
  readonly #options: FaultGameOptions;
  readonly #dice: SeededRandom;
  readonly #host: FaultHost;
  readonly #schedule: KillSchedule;
  readonly #players: FaultPlayer[];
  /** The network of each player, where lines are disturbed. */
  readonly #networks: FaultyNetwork[];
  /** How often the host was killed, and how often that was while answers were on their way. */
  kills = 0;
  killsOnAnswers = 0;
  /** What has happened to players' lines. */
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

  /** Plays a game to its end. Throws where anything came out otherwise than it would have undisturbed. */
  static async play(options: FaultGameOptions): Promise<FaultGame> {
    try {
      const dice = new SeededRandom(options.seed);
      const host = await FaultHost.start(dice);
      const game = new FaultGame(options, dice, host, await networksBefore(host, options, dice));
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
    await this.#go('start', 'question-announced', 1);
    const { questions } = this.#options;
    for (let count = 1; count <= questions; count++) {
      if (count > 1) await this.#go('next', 'question-announced', count);
      await this.#playQuestion(count);
    }
    await this.#go('end', 'podium-shown', 1);
    await this.#killTimes(this.#schedule.takeRest());
    await this.#everybody('is at the podium', ({ stage }) => stage?.phase === 'podium');
    this.#checkPodium();
    await this.#go('next', 'game-ended', 1);
    await this.#everybody('is told the end', ({ isOver }) => isOver);
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
    await this.#go('next', 'question-opened', count);
    await Promise.all([this.#killAt(`question ${count}`), this.#disturb()]);
    await this.#everybody('has answered', (player) => {
      const isClosed = this.#host.count('question-closed') >= count;
      const hasAnswered = player.acknowledged.answers.has(question) || !player.answers(question);
      return isClosed || (player.seated !== undefined && hasAnswered);
    });
    await this.#go('close', 'question-closed', count);
    await this.#killAt(`reveal ${count}`);
    await this.#everybody('has a result', ({ acknowledged }) => acknowledged.results.has(question));
    if (count === this.#options.questions) return;
    await this.#go('next', 'standings-shown', count);
    await this.#killAt(`standings ${count}`);
  }

  /** Gives a command until what it is to bring has happened: a host that is killed may not have taken it. */
  async #go(command: string, type: string, count: number): Promise<void> {
    while (this.#host.count(type) < count) {
      const { process } = this.#host;
      process.command(command);
      await this.#killAt(`${command} ${count}`, 10);
      if (this.#host.process === process) await this.#until(type, () => this.#host.count(type) >= count);
    }
  }

  /** Kills the host as often as is planned for this moment. */
  async #killAt(moment: string, withinMs?: number): Promise<void> {
    await this.#killTimes(this.#schedule.take(moment), withinMs);
  }

  /** Kills the host so often, each time a moment after it was there, and starts it again. */
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
    const unkept = await this.#host.kill();
    report([...unkept, ...lostAnswers(this.#host.past, this.#told)]);
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
      return isTold && isDeepStrictEqual(top, best) ? [] : [`another podium is shown to ${name}`];
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

  /** Waits until it is true. What else it is, it says in words. */
  async #until(what: string, condition: () => boolean | string): Promise<void> {
    await vi.waitFor(() => {
      const met = condition();
      if (met !== true) throw new Error(`"${what}" did not come: ${met} ${this.#host.process.stderr}`);
    }, PATIENCE);
  }
}

async function networksBefore(
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
