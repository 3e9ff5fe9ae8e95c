import { isDeepStrictEqual } from 'node:util';
import { onTestFinished, vi } from 'vitest';
import { Dice } from './dice.ts';
import { type Disturbance, disturb } from './disturbances.ts';
import { FaultHost } from './fault-host.ts';
import { FaultPlayer } from './fault-player.ts';
import { KILLS } from './fault-runs.ts';
import { type Told, lostAnswers, unfairness } from './kept-answers.ts';
import { KillSchedule } from './kill-schedule.ts';
import { pause } from './pause.ts';
import { StoppableProxy } from './stoppable-proxy.ts';
import { eventsOf } from './undisturbed-game.ts';

/** How long anything may take that does not hang, in milliseconds. */
const PATIENCE = { timeout: 30_000, interval: 5 };

/** Again while it comes back: so often a host is killed that has just been started. */
const KILLED_ON_RETURN = 0.15;

export interface FaultGameOptions {
  /** All that is drawn is drawn from it; how fast the machine is stays its own. */
  readonly seed: string;
  readonly players: number;
  readonly questions: number;
  /** How often the host is killed, at least. */
  readonly kills?: number;
  readonly disturbances?: readonly [Disturbance, ...Disturbance[]];
}

/** A headless game whose host and whose players' lines fail, and which has to come out as if nothing had happened. */
export class FaultGame {
  readonly #options: FaultGameOptions;
  readonly #dice: Dice;
  readonly #host: FaultHost;
  readonly #schedule: KillSchedule;
  readonly #players: FaultPlayer[];
  /** The network of each player, where lines are disturbed. */
  readonly #networks: StoppableProxy[];
  /** How often the host was killed, and how often that was while answers were on their way. */
  kills = 0;
  killsOnAnswers = 0;
  /** What has happened to players' lines. */
  disturbances = 0;

  private constructor(options: FaultGameOptions, dice: Dice, host: FaultHost, networks: StoppableProxy[]) {
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
      const dice = new Dice(options.seed);
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
      if (this.#dice.chance(0.3)) await pause(this.#dice.int(0, 20));
    }
  }

  async #playQuestion(count: number): Promise<void> {
    const question = count - 1;
    await this.#killAt(`ready ${count}`);
    await this.#go('next', 'question-opened', count);
    await Promise.all([this.#killAt(`question ${count}`), this.#disturb()]);
    await this.#everybody('has answered', (player) => {
      const isClosed = this.#host.count('question-closed') >= count;
      const hasAnswered = player.told.answers.has(question) || !player.answers(question);
      return isClosed || (player.seated !== undefined && hasAnswered);
    });
    await this.#go('close', 'question-closed', count);
    await this.#killAt(`reveal ${count}`);
    await this.#everybody('has a result', ({ told }) => told.results.has(question));
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
      await pause(this.#dice.int(0, withinMs));
      await this.#kill();
      while (this.#dice.chance(KILLED_ON_RETURN)) {
        await pause(this.#dice.int(0, 400));
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
    const { disturbances, players } = this.#options;
    if (!disturbances) return;
    for (let left = this.#dice.int(Math.ceil(players / 4), Math.ceil(players / 2)); left > 0; left--) {
      await pause(this.#dice.int(0, 15));
      const index = this.#dice.int(0, players - 1);
      const player = this.#players[index];
      const network = this.#networks[index];
      if (!player || !network) continue;
      this.disturbances++;
      await disturb(this.#dice.pick(disturbances), player, network, this.#dice);
    }
  }

  #checkPodium(): void {
    const { past } = this.#host;
    const standings = eventsOf(past.events, 'podium-shown')[0]?.standings ?? [];
    const problems = this.#players.flatMap(({ name, you, stage, told }) => {
      const own = standings.find((standing) => standing.name === name);
      const earned = [...told.results.values()].map(({ points, streakBonus }) => points + streakBonus);
      const sum = earned.reduce((total, points) => total + points, 0);
      const isTold = you?.score === own?.score && you?.rank === own?.rank && you?.score === sum;
      const top = stage?.phase === 'podium' ? stage.top.map(({ rank, score }) => [rank, score]) : null;
      const best = standings.slice(0, 10).map(({ rank, score }) => [rank, score]);
      return isTold && isDeepStrictEqual(top, best) ? [] : [`another podium is shown to ${name}`];
    });
    report([...problems, ...lostAnswers(past, this.#told), ...unfairness(past, this.#told)]);
  }

  get #told(): Told {
    return new Map(this.#players.map(({ name, told }) => [name, told]));
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
  { players, disturbances }: FaultGameOptions,
  dice: Dice,
): Promise<StoppableProxy[]> {
  const length = disturbances ? players : 0;
  const networks = await Promise.all(Array.from({ length }, () => StoppableProxy.before(listening.port)));
  for (const network of networks) network.delayMs = dice.pick([0, 0, 5, 20]);
  return networks;
}

function report(problems: readonly string[]): void {
  if (problems.length > 0)
    throw new Error([...problems.slice(0, 20), `${problems.length} in all`].join('\n'));
}
