import type { GameState, ScreenMessage, ServerMessage, ThreadPort } from './thread-messages.ts';
import { errorMessage } from '../../../text/error.ts';
import { localHostSeat } from '../../../server/room/local-host-seat.ts';
import { type GameRequest, type OpenGame, openRequestedGame } from '../open-game.ts';

/** Runs a game in this thread, for a screen in another. */
export class GameServer {
  readonly #port: ThreadPort<ServerMessage>;
  #game: OpenGame | null = null;
  #sent: Partial<GameState> = {};
  /** Whether the screen has yet to acknowledge a state. Until then, no state is sent or queued, so the next is the newest. */
  #isUnacknowledged = false;
  #crashed: Promise<void> | null = null;

  constructor(port: ThreadPort<ServerMessage>) {
    this.#port = port;
  }

  async handle(message: ScreenMessage): Promise<void> {
    const game = this.#game;
    switch (message.type) {
      case 'open':
        return this.#open(message.request);
      case 'state-received':
        this.#isUnacknowledged = false;
        return this.#sendState();
      case 'command': {
        const rejection = game ? await localHostSeat(game.room).command(message.command) : 'not-now';
        const changes = this.#takeChanges();
        return this.#port.postMessage({ type: 'command-done', id: message.id, rejection, changes });
      }
      case 'players':
        return this.#port.postMessage({
          type: 'players',
          id: message.id,
          players: game?.room.players() ?? [],
        });
      case 'disputable':
        return this.#port.postMessage({
          type: 'disputable',
          id: message.id,
          questions: game?.room.disputable() ?? [],
        });
      case 'preview':
        return this.#port.postMessage({
          type: 'preview',
          id: message.id,
          preview: game?.room.preview() ?? null,
        });
      case 'close':
        await game?.close();
        return this.#port.postMessage({ type: 'closed', changes: this.#takeChanges() });
    }
  }

  /** Reports an unexpected error to the screen, says goodbye to the players and closes the journal. */
  async crash(error: unknown): Promise<void> {
    // The first error says the most. Closing an inconsistent game may cause others.
    this.#crashed ??= this.#closeAfter(error);
    await this.#crashed;
  }

  async #closeAfter(error: unknown): Promise<void> {
    this.#port.postMessage({ type: 'crashed', error: cloneable(error) });
    await this.#game?.close();
  }

  async #open(request: GameRequest): Promise<void> {
    const game = await openRequestedGame(request);
    if (typeof game === 'string') return this.#port.postMessage({ type: 'not-opened', message: game });
    this.#game = game;
    const { room, journal, joining, messages } = game;
    const state = stateOf(game);
    this.#sent = state;
    this.#port.postMessage({ type: 'opened', journal, state });
    for (const store of [room, joining, messages]) store.subscribe(() => this.#sendState());
  }

  #sendState(): void {
    if (this.#isUnacknowledged) return;
    const changes = this.#takeChanges();
    if (Object.keys(changes).length === 0) return;
    this.#isUnacknowledged = true;
    this.#port.postMessage({ type: 'state', changes });
  }

  /** Returns what has changed since the last call. */
  #takeChanges(): Partial<GameState> {
    if (!this.#game) return {};
    const state = stateOf(this.#game);
    const { room, joining, messages } = this.#sent;
    this.#sent = state;
    return {
      ...(state.room !== room && { room: state.room }),
      ...(state.joining !== joining && { joining: state.joining }),
      ...(state.messages !== messages && { messages: state.messages }),
    };
  }
}

function stateOf({ room, joining, messages }: OpenGame): GameState {
  return { room: room.snapshot(), joining: joining.snapshot(), messages: messages.snapshot() };
}

/** Anything can be thrown, but not everything can be passed to another thread. */
function cloneable(error: unknown): Error {
  const copy = new Error(errorMessage(error));
  return error instanceof Error ? Object.assign(copy, { stack: error.stack }) : copy;
}
