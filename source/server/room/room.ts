import type { Clock } from '../../clock.ts';
import type { HostCommand, PlayerCommand, Timed } from '../../game/commands.ts';
import type { Decision, HostRejection, PlayerRejection } from '../../game/decision.ts';
import type { GameCreated, GameEvent } from '../../game/events.ts';
import type { Game } from '../../game/game.ts';
import type { Settings } from '../../game/settings.ts';
import type { EventLog } from '../../journal/journal.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import type { Move } from '../../protocol/server-message.ts';
import { makePin } from '../../protocol/token.ts';
import { Store } from '../../store.ts';
import { type DisputableQuestion, disputableQuestions } from '../../view/disputable.ts';
import { type Preview, previewOf } from '../../view/preview.ts';
import { type Review, reviewOf } from '../../view/review.ts';
import { type Connection, closeCodes } from '../connection.ts';
import { Alarms } from '../limits/alarms.ts';
import { networkOf } from '../limits/token-bucket.ts';
import { Broadcaster } from './broadcaster.ts';
import { Entrance } from './entrance.ts';
import { EventLoopWatch } from './event-loop-watch.ts';
import { GameRunner, type Past } from './game-runner.ts';
import type { HostSnapshot, PlayerStatus, RoomCommand } from './host-seat.ts';
import type { Seat } from './seat.ts';
import { Seats } from './seats.ts';

export interface RoomOptions {
  readonly clock: Clock;
  readonly pin: string;
  /** Gets each event, `game-created` first, before anybody is told of it. Default: events are not saved. */
  readonly log?: EventLog;
  /** Resumes this game. Default: a new game. */
  readonly past?: Past;
  /** Whether people can play in a browser. Default: false. */
  readonly hasPage?: boolean;
}

type AnswerMessage = Extract<ClientMessage, { type: 'answer' }>;

/**
 * A game and everybody in it. Runs the commands of the host and the players, and sends every seat what has changed.
 */
export class Room {
  readonly alarms: Alarms;
  readonly entrance: Entrance;
  readonly eventLoop: EventLoopWatch;
  readonly #clock: Clock;
  readonly #log: EventLog;
  readonly #runner: GameRunner;
  readonly #broadcaster: Broadcaster;
  readonly #seats: Seats;
  readonly #store: Store<HostSnapshot>;
  #pin: string;
  #isClosed = false;

  constructor(created: GameCreated, { clock, pin, log = NO_LOG, past, hasPage = false }: RoomOptions) {
    this.#pin = pin;
    this.#clock = clock;
    this.#log = log;
    this.alarms = new Alarms(clock);
    this.eventLoop = new EventLoopWatch(clock, {
      onLostTime: (downSince, now) => this.#runner.excludeLostTime(downSince, now),
    });
    this.#runner = new GameRunner(
      created,
      { clock, eventLoop: this.eventLoop, log, past },
      {
        onEvent: (event) => this.#onEvent(event),
        onNextGame: () => this.#seats.showNextGame(this.#game),
        graceMs: () => this.#broadcaster.maxGraceMs,
      },
    );
    this.#broadcaster = new Broadcaster(() => this.#game, clock, {
      onStage: () => this.#updateHost(),
      beforeWriting: () => log.flush(),
    });
    this.#store = new Store(this.#hostSnapshot());
    this.#seats = new Seats(this.#broadcaster, log, clock.now());
    const hooks = {
      game: () => this.#game,
      run: (command: Timed<PlayerCommand>) => this.#run(command),
      onLimit: () => this.alarms.raise('join-flood'),
    };
    this.entrance = new Entrance(clock, this.#seats, hooks, hasPage);
    this.alarms.subscribe(() => this.#updateHost());
    this.#runner.start();
  }

  /** The PIN that new players need now. */
  get pin(): string {
    return this.#pin;
  }

  /** The id of the room. It is public. */
  get id(): string {
    return this.#game.room;
  }

  get phase(): Game['phase'] {
    return this.#game.phase;
  }

  /** The number of the game that everybody is in: 1, until the host plays again. */
  get gameNumber(): number {
    return this.#broadcaster.stage.game;
  }

  /** The title of the quiz. */
  get title(): string {
    return this.#game.quiz.title;
  }

  get settings(): Settings {
    return this.#game.settings;
  }

  /** Runs a player's answer, which arrived at `receivedAt`. Returns null, or why it is rejected. */
  answer(
    seat: Seat,
    { question, answer, game, elapsed }: AnswerMessage,
    receivedAt: number,
  ): PlayerRejection | null {
    this.eventLoop.check(receivedAt);
    const { player } = seat;
    if (player === null) return 'unknown-token';
    const timing = seat.clock.timingAt(this.#game, receivedAt, this.eventLoop.lagMs(receivedAt));
    const given = { player, question, answer, game, elapsed, timing };
    const decision = this.#run({ type: 'answer', ...given, now: receivedAt });
    if (decision.ok) return null;
    // `already-answered` acknowledges the earlier answer, which must be in the journal by then.
    this.#log.flush();
    return decision.rejection;
  }

  /** Returns what a player may see of a closed question, or null if there is nothing. */
  review({ player: id }: Seat, question: number): Review | null {
    const player = id === null ? undefined : this.#game.players.get(id);
    return player ? reviewOf(this.#game, player, question) : null;
  }

  /** Gives a player another name. Returns null, or why that is rejected; `rate-limited` after several names. */
  rename(seat: Seat, name: string): PlayerRejection | 'rate-limited' | null {
    const { player } = seat;
    if (player === null) return 'unknown-token';
    const now = this.now();
    if (!seat.renames.take(now)) return 'rate-limited';
    const decision = this.#run({ type: 'change-name', player, name, now });
    if (!decision.ok) return decision.rejection;
    // Even a name that is the same as before is acknowledged.
    this.#seats.updateYou(player);
    return null;
  }

  /** Returns the code with which another device can continue a seat, or why there is none; `rate-limited` after several codes. */
  move(seat: Seat): Move | 'unknown-token' | 'rate-limited' {
    const { player } = seat;
    if (player === null) return 'unknown-token';
    if (!seat.moves.take(this.now())) return 'rate-limited';
    return { type: 'move', ...this.entrance.makeMoveCode(player) };
  }

  hasMoveCode(code: string): boolean {
    return this.entrance.hasMoveCode(code);
  }

  /** Releases the seat of someone who leaves. Has no effect if the seat has a newer connection. */
  leave(seat: Seat, connection: Connection): void {
    this.#release(seat, connection, 'leave');
  }

  /** Disconnects a seat whose connection was lost. Has no effect if the seat has a newer connection. */
  disconnect(seat: Seat, connection: Connection): void {
    this.#release(seat, connection, 'disconnect');
  }

  /** Continues sending to a seat whose connection is writable again. */
  drained(seat: Seat): void {
    this.#broadcaster.wake(seat);
  }

  /** Tells all seats that the host is closing, and closes their connections. Rejects all commands from then on. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.alarms.stop();
    this.entrance.close();
    this.eventLoop.stop();
    this.#runner.stop();
    this.#broadcaster.stop();
    this.#log.flush();
    await this.#seats.closeAll(closeCodes.hostLeft, 'host-left');
  }

  /** Returns what the host may see: the same object until something changes. */
  snapshot(): HostSnapshot {
    return this.#store.snapshot();
  }

  /** Calls `listener` after each change of the snapshot, until the returned function is called. */
  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  now(): number {
    return this.#clock.now();
  }

  /** Runs a host's command. Returns null, or why it is rejected. */
  command(command: RoomCommand): HostRejection | null {
    if (this.#isClosed) return 'not-now';
    if (command.type === 'again') return this.#runner.playAgain(command.quiz);
    const decision = this.#runner.run({ ...this.#hostCommand(command), now: this.now() });
    if (!decision.ok) return decision.rejection;
    this.#broadcaster.updateViews();
    this.#updateHost();
    return null;
  }

  /** Returns the players in the order in which they joined, including those who were kicked. */
  players(): readonly PlayerStatus[] {
    return [...this.#game.players.values()].map(({ id, name, presence, answer, kicked, score }) => {
      const address = this.#seats.addressOf(id);
      const network = address === null ? null : networkOf(address);
      return {
        name,
        connected: presence === 'connected',
        answered: answer !== null,
        roundTrip: this.#seats.roundTripOf(id),
        kicked,
        score,
        address,
        network,
      };
    });
  }

  /** Returns the questions that the host can dispute now. */
  disputable(): readonly DisputableQuestion[] {
    return disputableQuestions(this.#game);
  }

  /** Returns the next question and its answer; null if there is none. */
  preview(): Preview | null {
    return previewOf(this.#game);
  }

  #hostCommand(command: Exclude<RoomCommand, { type: 'again' }>): HostCommand {
    switch (command.type) {
      case 'remove-address':
        return { type: 'remove', players: this.#seats.playersFrom(command.address) };
      case 'new-pin':
        return { type: 'change-pin', pin: makePin(8) };
      default:
        return command;
    }
  }

  get #game(): Game {
    return this.#runner.game;
  }

  #onEvent(event: GameEvent): void {
    if (event.type === 'pin-changed') this.#pin = event.pin;
    this.entrance.onEvent(event);
    this.#seats.notifySeats(event, this.#game);
  }

  #run(command: Timed<PlayerCommand>): Decision<PlayerRejection> {
    return this.#isClosed ? CLOSED : this.#runner.run(command);
  }

  #release(seat: Seat, connection: Connection, type: 'leave' | 'disconnect'): void {
    if (seat.connection !== connection) return;
    this.#seats.disconnect(seat);
    if (seat.player !== null) this.#run({ type, player: seat.player, now: this.now() });
  }

  #updateHost(): void {
    const [before, after] = [this.#store.snapshot(), this.#hostSnapshot()];
    const keys = ['stage', 'locked', 'pin', 'alarms'] as const;
    if (keys.some((key) => after[key] !== before[key])) this.#store.update(after);
  }

  #hostSnapshot(): HostSnapshot {
    const { locked, phase } = this.#game;
    return {
      stage: this.#broadcaster.stage,
      locked,
      ended: phase === 'ended',
      pin: this.#pin,
      alarms: this.alarms.snapshot(),
    };
  }
}

/** The same rejection as after the end of a game. */
const CLOSED = { ok: false, rejection: 'locked' } as const;

const NO_LOG: EventLog = { append: () => undefined, flush: () => undefined };
