import type { JournalHeader } from './header.ts';
import {
  type EncodedEvent,
  type EventLog,
  type ExistingJournal,
  Journal,
  type NewJournal,
  encodeEvent,
  saveFailureWarning,
} from './journal.ts';
import { JournalInUseError } from './lock.ts';
import type { GameCreated, GameEvent } from '../game/events.ts';

export interface GameLogOptions {
  /** The folder that holds the folder of journals. */
  readonly stateDir: string;
  /** The header of each new journal, until the PIN changes. */
  readonly header: JournalHeader;
  /** The title of the first game's quiz. */
  readonly title: string;
  /** Whether nobody is told of an event before it is on the disk. Default: false. */
  readonly durable?: boolean | undefined;
  /** Called with a warning when a game cannot be saved, or can no longer be saved. */
  readonly onWarning: (warning: string) => void;
  /** Called before the journal of each further game is opened. */
  readonly onNextGame?: (() => void) | undefined;
  /** Called after each flush with the events that it saved, and their journal; null if the game has none. */
  readonly onSaved?: ((events: readonly EncodedEvent[], journal: string | null) => void) | undefined;
}

/** Where the first game is saved: in a new journal or in that of a game to resume. */
export type FirstJournal = Pick<NewJournal, 'now'> | ExistingJournal;

/** Saves a host's games, each in a journal of its own. A game that cannot be saved continues without one. */
export class GameLog implements EventLog {
  readonly #options: GameLogOptions;
  #header: JournalHeader;
  #journal: Journal | null;
  #unreported: EncodedEvent[] = [];

  /** Throws `JournalInUseError` if another host has the first journal. */
  constructor(options: GameLogOptions, first: FirstJournal) {
    this.#options = options;
    this.#header = options.header;
    this.#journal = this.#open(first);
  }

  /** The current game's journal; null if it has none. */
  get file(): string | null {
    return this.#journal?.file ?? null;
  }

  append(event: GameCreated | GameEvent): void {
    if (event.type === 'game-created' && event.game > 1) {
      this.close();
      this.#options.onNextGame?.();
      this.#journal = this.#open({ now: event.at }, event.quiz.title);
    }
    if (event.type === 'pin-changed') this.#header = { ...this.#header, pin: event.pin };
    const encoded = encodeEvent(event);
    this.#journal?.append(encoded);
    this.#unreported.push(encoded);
  }

  flush(): void {
    this.#journal?.flush();
    if (this.#unreported.length === 0) return;
    const events = this.#unreported;
    this.#unreported = [];
    this.#options.onSaved?.(events, this.file);
  }

  close(): void {
    this.flush();
    this.#journal?.close();
  }

  #open(target: FirstJournal, title = this.#options.title): Journal | null {
    const { stateDir, durable, onWarning: onFailure } = this.#options;
    try {
      const journal = 'file' in target ? target : { stateDir, header: this.#header, title, ...target };
      return new Journal(journal, { onFailure, durable });
    } catch (error) {
      if (error instanceof JournalInUseError) throw error;
      onFailure(saveFailureWarning(error));
      return null;
    }
  }
}
