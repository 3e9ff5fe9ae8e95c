import type { Game, Phase } from '../../game/game.ts';
import { countsOf, withCounts } from '../../view/counts.ts';
import { NAMES_INTERVAL_MS } from '../../view/stage-update.ts';
import type { Stage } from '../../view/stage.ts';
import { stageOf } from '../../view/stage-of.ts';
import { type EncodedMessage, encode } from '../connection.ts';

/** The phases in which new players appear on the stage. */
const NAMING_PHASES: ReadonlySet<Phase> = new Set<Phase>(['lobby', 'standings']);

/** What everybody may see: the newest stage, and the newest counts for it. Each is encoded once. */
export class PublicViews {
  #version: number;
  #publishedVersion: number;
  #stage: Stage;
  #encodedStage: EncodedMessage;
  /** When the newest stage was created. The first may be replaced at once, because nobody has been sent it. */
  #stageAt = -Infinity;
  #counts: EncodedMessage | null = null;
  #stageWithCounts: Stage;
  #countsChanged = false;
  #namesChanged = false;

  /** @param firstVersion The versions of stages and counts, which share one sequence, count up from it. */
  constructor(game: Game, firstVersion: number) {
    this.#version = firstVersion;
    this.#publishedVersion = firstVersion;
    this.#stage = stageOf(game, firstVersion);
    this.#encodedStage = encode(this.#stage);
    this.#stageWithCounts = this.#stage;
  }

  /** The version of the newest counts, or of the newest stage if that is newer. */
  get version(): number {
    return this.#version;
  }

  /** The version of the newest stage that everybody is sent at once. Only counts and names have changed since. */
  get publishedVersion(): number {
    return this.#publishedVersion;
  }

  /** The newest stage, with the numbers that it was created with. */
  get stage(): Stage {
    return this.#stage;
  }

  get encodedStage(): EncodedMessage {
    return this.#encodedStage;
  }

  /** The newest counts for the stage; null if the stage has the newest numbers itself. */
  get counts(): EncodedMessage | null {
    return this.#counts;
  }

  /** The newest stage, with the numbers of the newest counts. */
  get stageWithCounts(): Stage {
    return this.#stageWithCounts;
  }

  /** Whether changed names have to wait before they are updated. */
  get hasNewNames(): boolean {
    return this.#namesChanged;
  }

  /** Creates a new stage to be sent to everybody at once. */
  publish(game: Game, now: number): void {
    this.#updateStage(game, now);
    this.#publishedVersion = this.#version;
  }

  /** Marks the counts as changed, or the counts and, where new players are named, the names. */
  change(what: 'counts' | 'names'): void {
    this.#countsChanged = true;
    this.#namesChanged ||= what === 'names' && NAMING_PHASES.has(this.#stage.phase);
  }

  /** Updates what has changed: the counts, or if the names may change again, the stage. Returns whether anything has. */
  update(game: Game, now: number): boolean {
    if (this.#namesChanged && now >= this.#stageAt + NAMES_INTERVAL_MS) this.#updateStage(game, now);
    else if (this.#countsChanged) this.#updateCounts(game);
    else return false;
    return true;
  }

  #updateStage(game: Game, now: number): void {
    this.#countsChanged = false;
    this.#namesChanged = false;
    this.#stageAt = now;
    this.#stage = stageOf(game, ++this.#version);
    this.#encodedStage = encode(this.#stage);
    this.#counts = null;
    this.#stageWithCounts = this.#stage;
  }

  #updateCounts(game: Game): void {
    this.#countsChanged = false;
    const counts = countsOf(game, ++this.#version, this.#stage);
    this.#counts = encode(counts);
    this.#stageWithCounts = withCounts(this.#stage, counts);
  }
}
