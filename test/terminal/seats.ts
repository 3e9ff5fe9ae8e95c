import { IDLE_SNAPSHOT, type PlayerSeat, type PlayerSnapshot } from '../../source/client/player-seat.ts';
import type {
  ReplayControls,
  ReplayStatus,
  ReplayStep,
  WatchedGame,
  WatchSnapshot,
} from '../../source/client/watched-game.ts';
import type { HostRejection } from '../../source/game/decision.ts';
import { type RejectionCode, rejectionMessages } from '../../source/protocol/rejections.ts';
import type { Rejected, Welcome } from '../../source/protocol/server-message.ts';
import type { Answer } from '../../source/quiz/questions/question-type.ts';
import type {
  HostSeat,
  HostSnapshot,
  PlayerStatus,
  RoomCommand,
} from '../../source/server/room/host-seat.ts';
import type { DisputableQuestion } from '../../source/view/disputable.ts';
import type { Preview } from '../../source/view/preview.ts';
import type { Stage } from '../../source/view/stage.ts';
import { Store } from '../../source/store.ts';
import type { You } from '../../source/view/you.ts';
import { ROOM } from '../helpers/games.ts';
import { NOW, now } from './stages.ts';

/** A host's seat that records commands, and whose snapshot and players can be set. */
export class FakeHostSeat extends Store<HostSnapshot> implements HostSeat {
  readonly commands: RoomCommand[] = [];
  /** The code that rejects the next commands; null to accept them. */
  rejection: HostRejection | null = null;
  readonly now = now;
  playing: readonly PlayerStatus[];
  /** The questions that can be disputed. */
  disputes: readonly DisputableQuestion[];
  /** The next question. */
  next: Preview | null = null;
  /** Runs each command. */
  onCommand: () => Promise<void> | void = () => undefined;
  /** The number of requests for the players. */
  asked = 0;

  constructor(
    stage: Stage,
    playing: readonly PlayerStatus[] = [],
    disputes: readonly DisputableQuestion[] = [],
  ) {
    const locked = stage.phase === 'lobby' && stage.locked;
    super({ stage, locked, ended: false, pin: '482913', alarms: [] });
    this.playing = playing;
    this.disputes = disputes;
  }

  async command(command: RoomCommand): Promise<HostRejection | null> {
    this.commands.push(command);
    await this.onCommand();
    return this.rejection;
  }

  async disputable(): Promise<readonly DisputableQuestion[]> {
    return this.disputes;
  }

  async players(): Promise<readonly PlayerStatus[]> {
    this.asked += 1;
    return this.playing;
  }

  async preview(): Promise<Preview | null> {
    return this.next;
  }
}

/** A player's seat with a settable snapshot, which records joins, answers and leaving. */
export class FakePlayerSeat extends Store<PlayerSnapshot> implements PlayerSeat {
  readonly joins: { readonly pin: string; readonly name?: string }[] = [];
  readonly answers: Answer[] = [];
  readonly names: string[] = [];
  readonly codes: string[] = [];
  /** How often a move code was asked for. */
  moves = 0;
  draft: Answer | null = null;
  readonly reviewed: number[] = [];
  hasLeft = false;
  readonly now = now;

  /** With a stage, the player has already joined. */
  constructor(stage: Stage | null = null, change: Partial<You> = {}, team: string | null = null) {
    super(IDLE_SNAPSHOT);
    if (stage) this.update({ connection: 'open', welcome: welcome('Ada', team), stage, you: you(change) });
  }

  join(pin: string, name?: string): void {
    this.joins.push({ pin, ...(name !== undefined && { name }) });
    if (!this.snapshot().welcome) this.update({ connection: 'connecting', rejection: null, end: null });
  }

  continueSeat(code: string): void {
    this.codes.push(code);
    if (!this.snapshot().welcome) this.update({ connection: 'connecting', rejection: null, end: null });
  }

  rename(name: string): void {
    this.names.push(name);
  }

  move(): void {
    this.moves++;
  }

  answer(value: Answer): void {
    this.answers.push(value);
    const { stage } = this.snapshot();
    if (stage?.phase !== 'question') return;
    const { index: question } = stage.question;
    this.update({ answer: { question, value, status: 'sent', isAutomatic: false } });
  }

  review(question: number): void {
    this.reviewed.push(question);
  }

  setDraft(value: Answer | null): void {
    this.draft = value;
  }

  leave(): void {
    this.hasLeft = true;
  }

  reject(code: RejectionCode): void {
    const rejection: Rejected = { type: 'rejected', code, message: rejectionMessages[code] };
    this.update({ connection: 'idle', rejection });
  }
}

/** A live game or a replay with a settable snapshot, which records the use of its controls. */
export class FakeStageSource extends Store<WatchSnapshot> implements WatchedGame, ReplayControls {
  readonly asked: (ReplayStep | 'toggle-play')[] = [];
  readonly now = now;

  /** Without a stage, it is still connecting. */
  constructor(stage: Stage | null, replay: ReplayStatus | null = null) {
    const connection = stage ? 'open' : 'connecting';
    const pin = replay ? null : '482913';
    super({
      connection,
      title: stage ? 'HTTP and WebSockets' : '',
      stage,
      pin,
      hasPage: !replay,
      isBusy: false,
      end: null,
      replay,
    });
  }

  seek(step: ReplayStep): void {
    this.asked.push(step);
  }

  togglePlay(): void {
    this.asked.push('toggle-play');
  }
}

export function welcome(name: string, team: string | null = null): Welcome {
  return {
    type: 'welcome',
    room: ROOM,
    protocol: 1,
    version: '0.1.0',
    now: NOW,
    player: { id: 'p1', name, team },
    token: 'token',
    quiz: { title: 'HTTP and WebSockets', questions: 12 },
    names: 'own',
    page: true,
  };
}

/** The view of a player who is third with 4,840 points. */
export function you(change: Partial<You> = {}): You {
  return {
    type: 'you',
    version: 1,
    now: NOW,
    name: 'Ada',
    question: 2,
    score: 4840,
    rank: 3,
    streak: 2,
    answered: false,
    answer: null,
    result: null,
    ahead: { name: 'Linus', by: 120 },
    ...change,
  };
}

/** Returns how a player is doing: connected, and without an answer or points, apart from these changes. */
export function playerStatus(name: string, change: Partial<PlayerStatus> = {}): PlayerStatus {
  return {
    name,
    connected: true,
    answered: false,
    roundTrip: null,
    kicked: false,
    score: 0,
    address: null,
    network: null,
    ...change,
  };
}
