import { Worker } from 'node:worker_threads';
import type { GameState, ScreenMessage, ServerMessage } from './thread-messages.ts';
import type { GameRequest } from '../open-game.ts';
import { type Clock, systemClock } from '../../../clock.ts';
import type { HostRejection } from '../../../game/decision.ts';
import type { HostSeat, HostSnapshot, PlayerStatus } from '../../../server/room/host-seat.ts';
import type { DisputableQuestion } from '../../../view/disputable.ts';
import { Store } from '../../../store.ts';
import type { Preview } from '../../../view/preview.ts';
import type { HostMessages, JoinInfo } from '../../../terminal/index.ts';

/** How long a crashed server may take to say goodbye to the players and to close the journal, in milliseconds. */
const GOODBYE_MS = 5000;

/** A game that runs in a thread of its own. */
export interface HostedGame {
  readonly seat: HostSeat;
  /** The first game's journal; null if it cannot be saved. */
  readonly journal: string | null;
  readonly joining: Store<JoinInfo>;
  readonly messages: Store<HostMessages>;
  /** Aborted if the server crashes, with the error as its reason. */
  readonly crashed: AbortSignal;
  /** Closes the game, unless it has crashed, and ends its thread. */
  close(): Promise<void>;
}

/** The part of a worker thread that a game needs. */
export interface GameWorker {
  postMessage(message: ScreenMessage): void;
  on(event: 'message', listener: (message: ServerMessage) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: (exitCode: number) => void): unknown;
  terminate(): Promise<unknown>;
}

/** Starts a thread for a game. The new thread loads the server while this one loads the screen. */
export function startGameThread(): GameThread {
  return new GameThread(new Worker(new URL('./server-thread.js', import.meta.url)), systemClock());
}

/** The thread of a game's server, as the screen's thread sees it. */
export class GameThread {
  readonly #worker: GameWorker;
  readonly #clock: Pick<Clock, 'now' | 'after'>;
  readonly #crash = new AbortController();
  readonly #ended: Promise<void>;
  readonly #commands = new Replies<HostRejection | null>('not-now');
  readonly #previews = new Replies<Preview | null>(null);
  readonly #lists = new Replies<readonly PlayerStatus[]>([]);
  readonly #disputable = new Replies<readonly DisputableQuestion[]>([]);
  #stores: Stores | null = null;
  #isStopped = false;
  /** Cancels the forced end of a crashed server. */
  #cancelStop: () => void = () => undefined;
  #onOpened: (game: HostedGame | string) => void = () => undefined;
  #onClosed: () => void = () => undefined;

  constructor(worker: GameWorker, clock: Pick<Clock, 'now' | 'after'>) {
    this.#worker = worker;
    this.#clock = clock;
    worker.on('message', (message) => this.#handle(message));
    worker.on('error', (error) => this.#fail(error));
    this.#ended = new Promise((resolve) => {
      worker.on('exit', (exitCode) => {
        this.#fail(new Error(`the game's server ended unexpectedly (exit code ${exitCode})`));
        this.#cancelStop();
        resolve();
      });
    });
  }

  /** Opens the thread's only game. Resolves with a message if it cannot be opened. Rejects if the server crashes. */
  async open(request: GameRequest): Promise<HostedGame | string> {
    const { signal } = this.#crash;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      this.#onOpened = resolve;
      signal.addEventListener('abort', () => reject(signal.reason));
      this.#worker.postMessage({ type: 'open', request });
    });
  }

  /** Ends the thread. A game that is still open is lost. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#worker.terminate();
  }

  #handle(message: ServerMessage): void {
    if ('changes' in message) this.#stores?.update(message.changes);
    switch (message.type) {
      case 'opened':
        return this.#onOpened(this.#hostedGame(message));
      case 'not-opened':
        return this.#onOpened(message.message);
      case 'state':
        return this.#worker.postMessage({ type: 'state-received' });
      case 'command-done':
        return this.#commands.settle(message.id, message.rejection);
      case 'players':
        return this.#lists.settle(message.id, message.players);
      case 'disputable':
        return this.#disputable.settle(message.id, message.questions);
      case 'preview':
        return this.#previews.settle(message.id, message.preview);
      case 'closed':
        return this.#onClosed();
      case 'crashed':
        return this.#fail(message.error);
    }
  }

  #hostedGame({ journal, state }: Extract<ServerMessage, { type: 'opened' }>): HostedGame {
    this.#stores = new Stores(state);
    const { room, joining, messages } = this.#stores;
    const seat: HostSeat = {
      snapshot: () => room.snapshot(),
      subscribe: (listener) => room.subscribe(listener),
      now: () => this.#clock.now(),
      command: async (command) =>
        this.#commands.next((id) => this.#worker.postMessage({ type: 'command', id, command })),
      preview: async () => this.#previews.next((id) => this.#worker.postMessage({ type: 'preview', id })),
      players: async () => this.#lists.next((id) => this.#worker.postMessage({ type: 'players', id })),
      disputable: async () =>
        this.#disputable.next((id) => this.#worker.postMessage({ type: 'disputable', id })),
    };
    const close = async () => this.#close();
    return { seat, journal, joining, messages, crashed: this.#crash.signal, close };
  }

  async #close(): Promise<void> {
    const { signal } = this.#crash;
    await new Promise<void>((resolve) => {
      if (signal.aborted) return resolve();
      this.#onClosed = resolve;
      signal.addEventListener('abort', () => resolve());
      this.#worker.postMessage({ type: 'close' });
    });
    if (signal.aborted) await this.#ended;
    await this.stop();
  }

  #fail(error: unknown): void {
    if (this.#isStopped || this.#crash.signal.aborted) return;
    this.#cancelStop = this.#clock.after(GOODBYE_MS, () => void this.stop());
    this.#crash.abort(error);
    this.#commands.settleAll();
    this.#lists.settleAll();
    this.#disputable.settleAll();
    this.#previews.settleAll();
  }
}

/** Pending replies from the server's thread. */
class Replies<Reply> {
  readonly #pending = new Map<number, (reply: Reply) => void>();
  readonly #fallback: Reply;
  #isOver = false;
  #id = 0;

  /** @param fallback Used for replies that will never come. */
  constructor(fallback: Reply) {
    this.#fallback = fallback;
  }

  /** Sends a request with `ask`, and resolves with its reply. */
  next(ask: (id: number) => void): Promise<Reply> {
    return new Promise((resolve) => {
      if (this.#isOver) return resolve(this.#fallback);
      this.#id += 1;
      this.#pending.set(this.#id, resolve);
      ask(this.#id);
    });
  }

  settle(id: number, reply: Reply): void {
    this.#pending.get(id)?.(reply);
    this.#pending.delete(id);
  }

  settleAll(): void {
    this.#isOver = true;
    for (const id of this.#pending.keys()) this.settle(id, this.#fallback);
  }
}

/** What the screen shows, as of the last message. */
class Stores {
  readonly room: Store<HostSnapshot>;
  readonly joining: Store<JoinInfo>;
  readonly messages: Store<HostMessages>;

  constructor({ room, joining, messages }: GameState) {
    this.room = new Store(room);
    this.joining = new Store(joining);
    this.messages = new Store(messages);
  }

  update({ room, joining, messages }: Partial<GameState>): void {
    if (room) this.room.update(room);
    if (joining) this.joining.update(joining);
    if (messages) this.messages.update(messages);
  }
}
