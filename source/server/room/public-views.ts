import type { Game } from '../../game/game.ts';
import { countsOf, withCounts } from '../../view/counts.ts';
import { type Stage, stageOf } from '../../view/stage.ts';
import { type EncodedMessage, encode } from '../connection.ts';

/** What everybody may see: the newest stage, and the newest counts for it. Each is encoded once. */
export class PublicViews {
  #version: number;
  #stage: Stage;
  #encodedStage: EncodedMessage;
  #counts: EncodedMessage | null = null;
  #stageWithCounts: Stage;

  /** @param firstVersion The versions of stages and counts, which share one counter, count up from it. */
  constructor(game: Game, firstVersion: number) {
    this.#version = firstVersion;
    this.#stage = stageOf(game, firstVersion);
    this.#encodedStage = encode(this.#stage);
    this.#stageWithCounts = this.#stage;
  }

  /** The version of the newest counts, or of the newest stage if that is newer. */
  get version(): number {
    return this.#version;
  }

  /** The newest stage, with the numbers that it was created with. */
  get stage(): Stage {
    return this.#stage;
  }

  get encodedStage(): EncodedMessage {
    return this.#encodedStage;
  }

  /** The newest counts for the stage; null if there are none newer than the stage. */
  get counts(): EncodedMessage | null {
    return this.#counts;
  }

  /** The newest stage, with the numbers of the newest counts. */
  get stageWithCounts(): Stage {
    return this.#stageWithCounts;
  }

  updateStage(game: Game): void {
    this.#stage = stageOf(game, ++this.#version);
    this.#encodedStage = encode(this.#stage);
    this.#counts = null;
    this.#stageWithCounts = this.#stage;
  }

  /** Updates the counts. The stage must not have changed in any other way. */
  updateCounts(game: Game): void {
    const counts = countsOf(game, ++this.#version, this.#stage);
    this.#counts = encode(counts);
    this.#stageWithCounts = withCounts(this.#stage, counts);
  }
}
