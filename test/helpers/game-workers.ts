import { EventEmitter } from 'node:events';
import { GameServer } from '../../source/commands/host/thread/game-server.ts';
import type { GameWorker } from '../../source/commands/host/thread/game-thread.ts';
import type { ScreenMessage, ServerMessage } from '../../source/commands/host/thread/thread-messages.ts';

/** A worker thread without a server, which records what it is sent. */
export class FakeWorker extends EventEmitter implements GameWorker {
  readonly received: ScreenMessage[] = [];
  isTerminated = false;

  postMessage(message: ScreenMessage): void {
    this.received.push(structuredClone(message));
  }

  /** Sends a message to the screen's thread. */
  send(message: ServerMessage): void {
    this.emit('message', structuredClone(message));
  }

  async terminate(): Promise<void> {
    this.isTerminated = true;
    this.emit('exit', 1);
  }
}

/** A game's server in this thread. It gets copies of all messages, as in a thread of its own. */
export class LocalWorker extends FakeWorker {
  readonly server = new GameServer({ postMessage: (message) => queueMicrotask(() => this.send(message)) });

  override postMessage(message: ScreenMessage): void {
    super.postMessage(message);
    const copy = this.received.at(-1);
    if (copy) void this.server.handle(copy);
  }
}
