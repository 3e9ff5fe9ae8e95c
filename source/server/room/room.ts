import { nanoid } from 'nanoid';
import type { Clock } from '../../clock.ts';
import type { PlayerCommand, Timed } from '../../game/commands.ts';
import { decide } from '../../game/decide.ts';
import {
  type Decision,
  type HostRejection,
  type PlayerRejection,
  type Rejection,
  accept,
} from '../../game/decision.ts';
import type { GameCreated } from '../../game/events.ts';
import { evolve } from '../../game/evolve.ts';
import { type Game, type Player, createGame } from '../../game/game.ts';
import { playAgain } from '../../game/play-again.ts';
import type { EventLog } from '../../journal/journal.ts';
import type { JournalContents } from '../../journal/read-journal.ts';
import type { ClientMessage } from '../../protocol/client-message.ts';
import { type Connection, type EncodedMessage, closeCodes, encode } from '../connection.ts';
import { Broadcaster } from './broadcaster.ts';
import type { HostSeat, HostSnapshot, PlayerStatus, RoomCommand } from './host-seat.ts';
import { RoomTimer } from './room-timer.ts';
import type { Seat } from './seat.ts';
import { Seats, hashToken } from './seats.ts';
import { tellSeats, welcomeTo } from './tell-seats.ts';
import { makeToken } from '../../protocol/token.ts';
import { Store } from '../../store.ts';

export interface RoomOptions {
  readonly clock: Clock;
  /** What players join with. */
  readonly pin: string;
  /** Keeps each event of the game, the creation first, before anything that follows from it is told to anybody. */
  readonly log?: EventLog;
  /** What happened before, where a game is gone on with after its host was away. */
  readonly past?: Pick<JournalContents, 'events' | 'lastAt'>;
}

/** What a new player brings. */
export interface JoinDetails {
  readonly name?: string | undefined;
  readonly team?: string | undefined;
  readonly token?: string | undefined;
}

/** A seat taken, or why not. */
export type JoinResult =
  | { readonly ok: true; readonly seat: Seat; readonly isNew: boolean }
  | { readonly ok: false; readonly rejection: PlayerRejection };

type Answer = Extract<ClientMessage, { type: 'answer' }>;

/**
 * One game and everybody in it. Commands come in from the host and, through connections, from players; what they change
 * goes to every seat. It has the only clock and the only timers of the game.
 */
export class Room implements HostSeat {
  readonly pin: string;
  #created: GameCreated;
  #game: Game;
  readonly #clock: Clock;
  readonly #log: EventLog;
  readonly #audience: Broadcaster;
  readonly #seats: Seats;
  readonly #timer: RoomTimer;
  readonly #board: Store<HostSnapshot>;
  #isClosed = false;

  constructor(created: GameCreated, { clock, pin, log = NO_LOG, past }: RoomOptions) {
    this.pin = pin;
    this.#clock = clock;
    this.#log = log;
    this.#created = created;
    this.#game = createGame(created);
    for (const event of past?.events ?? []) evolve(this.#game, event);
    this.#audience = new Broadcaster(this.#game, clock, {
      onStage: () => this.#board.update(this.#shown()),
      beforeWriting: () => log.flush(),
    });
    this.#board = new Store(this.#shown());
    this.#seats = new Seats(this.#audience, clock.now());
    this.#timer = new RoomTimer(clock, {
      onDue: (now) => void this.#apply(decide(this.#game, { type: 'deadline-passed', now })),
      onSecond: (at) => void this.#apply(accept({ type: 'time-passed', at })),
      graceMs: () => this.#audience.maxStartDelayMs,
    });
    if (past) this.#apply(accept({ type: 'host-returned', at: this.now(), downSince: past.lastAt }));
    else log.append(created);
    log.flush();
  }

  /** What is said of the game to anybody: nothing secret. */
  get phase(): Game['phase'] {
    return this.#game.phase;
  }

  get title(): string {
    return this.#game.quiz.title;
  }

  /** A seat for a new player; for a token that has one, that seat again. Without a token one is made. */
  join(connection: Connection, { name, team, token = makeToken() }: JoinDetails): JoinResult {
    const tokenHash = hashToken(token);
    const now = this.now();
    const decision = this.#take({ type: 'join', player: nanoid(10), name, team, tokenHash, now });
    if (!decision.ok) return decision;
    const isNew = decision.events.some(({ type }) => type === 'player-joined');
    return this.#enter(connection, token, isNew);
  }

  /** The seat of a token again. Whoever had it is replaced. */
  resume(connection: Connection, token: string): JoinResult {
    const decision = this.#take({ type: 'reconnect', tokenHash: hashToken(token), now: this.now() });
    return decision.ok ? this.#enter(connection, token, false) : decision;
  }

  /** A seat that sees the stage and is not counted. @param token What it is told to ask with, where it has to. */
  watch(connection: Connection, token: string | null = null): JoinResult {
    if (this.#isClosed) return CLOSED;
    return { ok: true, seat: this.#seats.watch(connection, this.#welcome(null, token)), isNew: true };
  }

  /** Takes an answer that arrived at `receivedAt`. Null when it was taken, else why not. */
  answer(seat: Seat, { question, answer, game }: Answer, receivedAt: number): PlayerRejection | null {
    const { player } = seat;
    const { phase, round } = this.#game;
    if (player === null) return 'unknown-token';
    const startDelayMs = phase === 'question' && round ? seat.startDelayMs(round, receivedAt) : 0;
    const now = receivedAt;
    const decision = this.#take({ type: 'answer', player, question, answer, game, startDelayMs, now });
    if (decision.ok) return null;
    // "Already answered" tells that there is an answer: it has to be kept by now.
    this.#log.flush();
    return decision.rejection;
  }

  /** The player says goodbye: nobody waits for an answer. Nothing happens where the seat has a newer connection. */
  leave(seat: Seat, connection: Connection): void {
    if (seat.connection !== connection) return;
    const { player } = seat;
    this.#seats.disconnect(seat);
    if (player !== null) this.#take({ type: 'leave', player, now: this.now() });
  }

  /** A connection is gone without a goodbye. Nothing happens where the seat has a newer one. */
  disconnect(seat: Seat, connection: Connection): void {
    if (seat.connection !== connection) return;
    const { player } = seat;
    this.#seats.disconnect(seat);
    if (player !== null) this.#take({ type: 'disconnect', player, now: this.now() });
  }

  /** A connection that took nothing takes messages again. */
  drained(seat: Seat): void {
    this.#audience.wake(seat);
  }

  /** Tells everybody that the host goes away, and closes their connections. Nothing is taken from then on. */
  close(): void {
    this.#isClosed = true;
    this.#timer.stop();
    this.#audience.stop();
    this.#log.flush();
    this.#seats.dismiss(closeCodes.hostLeft, 'host-left');
  }

  snapshot(): HostSnapshot {
    return this.#board.snapshot();
  }

  subscribe(listener: () => void): () => void {
    return this.#board.subscribe(listener);
  }

  now(): number {
    return this.#clock.now();
  }

  command(command: RoomCommand): HostRejection | null {
    if (this.#isClosed) return 'not-now';
    if (command.type === 'again') return this.#again();
    const decision = this.#apply(decide(this.#game, { ...command, now: this.now() }));
    return decision.ok ? null : decision.rejection;
  }

  players(): readonly PlayerStatus[] {
    const playing = [...this.#game.players.values()].filter((player) => !player.kicked);
    return playing.map(({ name, presence }) => ({ name, connected: presence === 'connected' }));
  }

  /** Another game with those who are here, from its lobby on. Their seats stay theirs. */
  #again(): HostRejection | null {
    if (this.#game.phase !== 'podium') return 'not-now';
    const at = this.now();
    const { created, events } = playAgain(this.#created, this.#game, at);
    this.#log.append({ type: 'game-ended', at });
    this.#log.append(created);
    this.#created = created;
    this.#game = createGame(created);
    this.#audience.play(this.#game);
    this.#apply(accept(...events));
    this.#audience.youChanged();
    this.#audience.publish();
    return null;
  }

  /** Lets happen what a player wants, where that can be. */
  #take(command: Timed<PlayerCommand>): Decision<PlayerRejection> {
    return this.#isClosed ? CLOSED : this.#apply(decide(this.#game, command));
  }

  /** Lets happen what was decided. */
  #apply<Code extends Rejection>(decision: Decision<Code>): Decision<Code> {
    if (!decision.ok) return decision;
    for (const event of decision.events) {
      evolve(this.#game, event);
      this.#log.append(event);
      tellSeats(event, { game: this.#game, audience: this.#audience, seats: this.#seats, log: this.#log });
    }
    if (decision.events.length > 0) {
      this.#clock.soon(() => this.#log.flush());
      this.#timer.set(this.#game);
    }
    return decision;
  }

  #enter(connection: Connection, token: string, isNew: boolean): JoinResult {
    const player = this.#game.playersByToken.get(hashToken(token));
    if (!player) return { ok: false, rejection: 'unknown-token' };
    const seat = this.#seats.seat(player.id, connection, this.#welcome(player, token));
    return { ok: true, seat, isNew };
  }

  #welcome(player: Player | null, token: string | null): EncodedMessage {
    return encode(welcomeTo(this.#game, player, token, this.now()));
  }

  #shown(): HostSnapshot {
    const { locked, phase } = this.#game;
    return { stage: this.#audience.stage, locked, ended: phase === 'ended' };
  }
}

/** As in a game that has ended. */
const CLOSED = { ok: false, rejection: 'locked' } as const;

const NO_LOG: EventLog = { append: () => undefined, flush: () => undefined };
