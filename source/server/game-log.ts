import type { GameCreated, GameEvent } from '../game/events.ts';
import { type EventLog, Journal } from './journal.ts';

export interface GameLogOptions {
  /** Where the journals' folder is. */
  readonly folder: string;
  /** Of the quiz. */
  readonly title: string;
  /** Is told, in a sentence, when a game cannot be kept any more. */
  readonly onWarning: (warning: string) => void;
  /** Is given each event as well. */
  readonly onEvent?: ((event: GameCreated | GameEvent) => void) | undefined;
}

/** Keeps the games that are played one after the other, each in a journal of its own. A game that cannot be kept goes on. */
export class GameLog implements EventLog {
  readonly #options: GameLogOptions;
  #journal: Journal | null;

  /** @param now When the first game is created, in milliseconds since the epoch. */
  constructor(options: GameLogOptions, now: number) {
    this.#options = options;
    this.#journal = this.#open(now);
  }

  /** The file of the game that is played; null where none could be made. */
  get file(): string | null {
    return this.#journal?.file ?? null;
  }

  append(event: GameCreated | GameEvent): void {
    if (event.type === 'game-created' && event.game > 1) {
      this.close();
      this.#journal = this.#open(event.at);
    }
    this.#journal?.append(event);
    this.#options.onEvent?.(event);
  }

  flush(): void {
    this.#journal?.flush();
  }

  close(): void {
    this.#journal?.close();
  }

  #open(now: number): Journal | null {
    const { folder, title, onWarning: onFailure } = this.#options;
    try {
      return new Journal({ folder, title, now, onFailure });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onFailure(`No journal can be written (${reason}): this game is not kept.`);
      return null;
    }
  }
}
