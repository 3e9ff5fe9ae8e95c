import type { GameCreated, GameEvent } from '../game/events.ts';
import { type EventLog, Journal, type NewJournal, type OldJournal, notKept } from './journal.ts';
import type { JournalHeader } from './header.ts';
import { JournalTaken } from './lock.ts';

export interface GameLogOptions {
  /** Where the folder of the journals is. */
  readonly stateDir: string;
  /** The header of each new journal. */
  readonly header: JournalHeader;
  /** Of the quiz. */
  readonly title: string;
  /** What is told to anybody is on the disk, and not only with the system. Default: false. */
  readonly durable?: boolean | undefined;
  /** Is told, in a sentence, when a game cannot be kept any more. */
  readonly onWarning: (warning: string) => void;
  /** Called before the journal of each further game is opened. */
  readonly onNextGame?: (() => void) | undefined;
  /** Is given each event once it is kept, and the journal that it is in; null where none could be made. */
  readonly onEvent?: ((event: GameCreated | GameEvent, journal: string | null) => void) | undefined;
}

/** Where the first game is kept: in a new journal, or one that is gone on with. */
export type GameLogStart = Pick<NewJournal, 'now'> | OldJournal;

/** Keeps the games that are played one after the other, each in a journal of its own. A game that cannot be kept goes on. */
export class GameLog implements EventLog {
  readonly #options: GameLogOptions;
  #journal: Journal | null;
  /** Events that have not been handed to the journal yet: nobody is told of them before. */
  #untold: (GameCreated | GameEvent)[] = [];

  /** Throws `JournalTaken` where the first game is another host's. */
  constructor(options: GameLogOptions, first: GameLogStart) {
    this.#options = options;
    this.#journal = this.#open(first);
  }

  /** The file of the game that is played; null where none could be made. */
  get file(): string | null {
    return this.#journal?.file ?? null;
  }

  append(event: GameCreated | GameEvent): void {
    if (event.type === 'game-created' && event.game > 1) {
      this.close();
      this.#options.onNextGame?.();
      this.#journal = this.#open({ now: event.at });
    }
    this.#journal?.append(event);
    this.#untold.push(event);
  }

  flush(): void {
    this.#journal?.flush();
    for (const event of this.#untold.splice(0)) this.#options.onEvent?.(event, this.file);
  }

  close(): void {
    this.flush();
    this.#journal?.close();
  }

  #open(where: GameLogStart): Journal | null {
    const { stateDir, header, title, durable, onWarning: onFailure } = this.#options;
    try {
      return new Journal('file' in where ? where : { stateDir, header, title, ...where }, {
        onFailure,
        durable,
      });
    } catch (error) {
      if (error instanceof JournalTaken) throw error;
      onFailure(notKept(error));
      return null;
    }
  }
}
