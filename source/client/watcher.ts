import { GameLine, type GameLineOptions, type News } from './game-line.ts';
import type { StageSource, WatchSnapshot } from './stage-source.ts';
import { BatchedStore } from '../store.ts';

/** Looks on at a game, over whatever lines it takes. It is no seat: it is not counted, and can change nothing. */
export class Watcher implements StageSource {
  readonly #line: GameLine;
  readonly #shown = new BatchedStore<WatchSnapshot>({
    connection: 'connecting',
    title: '',
    stage: null,
    end: null,
    replay: null,
  });

  constructor(pin: string, options: GameLineOptions) {
    this.#line = new GameLine(options, {
      onOpen: () => this.#line.send({ type: 'watch', pin }),
      onMessage: (message) => this.#receive(message),
      onBreak: () => this.#shown.update({ connection: 'reconnecting' }),
      onHostLeft: (end) => this.#shown.update({ connection: 'waiting', end }),
      onEnd: (end) => this.#close(end),
    });
  }

  snapshot(): WatchSnapshot {
    return this.#shown.snapshot();
  }

  subscribe(listener: () => void): () => void {
    return this.#shown.subscribe(listener);
  }

  now(): number {
    return this.#line.now();
  }

  /** Begins to look on. */
  watch(): void {
    this.#line.open();
  }

  /** Looks on no more. */
  leave(): void {
    this.#close(null);
  }

  #receive(message: News): void {
    switch (message.type) {
      case 'welcome':
        return this.#shown.update({ connection: 'open', title: message.quiz.title, end: null });
      case 'stage':
        return this.#shown.update({ stage: message });
      case 'rejected':
        return this.#close({ type: 'failure', message: message.message });
      // Only players are told of themselves.
      case 'you':
    }
  }

  #close(end: WatchSnapshot['end']): void {
    this.#line.close();
    this.#shown.update({ connection: 'closed', end });
  }
}
