import { GameClient, type GameClientOptions, type GameMessage } from './game-client.ts';
import type { WatchSnapshot, WatchedGame } from './watched-game.ts';
import { BatchedStore } from '../store.ts';
import { cleanText } from '../text/clean.ts';
import { type Counts, withCounts } from '../view/counts.ts';

/** Watches a live game, over any number of connections. Watchers are not counted and cannot affect the game. */
export class Watcher implements WatchedGame {
  readonly #client: GameClient;
  readonly #store = new BatchedStore<WatchSnapshot>({
    connection: 'connecting',
    title: '',
    stage: null,
    pin: null,
    hasPage: false,
    isBusy: false,
    end: null,
    replay: null,
  });

  constructor(pin: string, options: GameClientOptions) {
    // The PIN comes from the command line, and the screen draws it.
    this.#store.update({ pin: cleanText(pin) });
    this.#client = new GameClient(options, {
      onOpen: () => this.#client.send({ type: 'watch', pin: this.#store.snapshot().pin ?? pin }),
      onMessage: (message) => this.#receive(message),
      onBusy: () => this.#store.update({ isBusy: true }),
      onDisconnect: () => this.#store.update({ connection: 'reconnecting', end: null }),
      onHostLeft: (end) => this.#store.update({ connection: 'waiting', end }),
      onOtherGame: (end) => this.#store.update({ connection: 'other-game', end }),
      onShutOut: (end) => this.#store.update({ connection: 'new-pin', end }),
      onEnd: (end) => this.#close(end),
    });
  }

  snapshot(): WatchSnapshot {
    return this.#store.snapshot();
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  now(): number {
    return this.#client.now();
  }

  /** Connects to the game. */
  watch(): void {
    this.#client.connect();
  }

  /** Stops watching. */
  leave(): void {
    this.#close(null);
  }

  #receive(message: GameMessage): void {
    switch (message.type) {
      case 'welcome':
        return this.#store.update({
          connection: 'open',
          title: message.quiz.title,
          hasPage: message.page,
          isBusy: false,
          end: null,
        });
      case 'stage':
        return this.#store.update({ stage: message, title: message.title });
      case 'counts':
        return this.#onCounts(message);
      case 'pin':
        return this.#store.update({ pin: message.pin });
      case 'rejected':
        return this.#close({ type: 'failure', message: message.message });
      // Sent to players only.
      case 'you':
      case 'review':
    }
  }

  #onCounts(counts: Counts): void {
    const { stage } = this.#store.snapshot();
    if (stage) this.#store.update({ stage: withCounts(stage, counts) });
  }

  #close(end: WatchSnapshot['end']): void {
    this.#client.close();
    this.#store.update({ connection: 'closed', end });
  }
}
