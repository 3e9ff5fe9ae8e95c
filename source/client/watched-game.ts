import type { ConnectionFailure } from './player-seat.ts';
import type { Bye } from '../protocol/server-message.ts';
import type { ReplayStop } from '../view/replay.ts';
import type { Stage } from '../view/stage.ts';

/** A game to watch, live or replayed: a store for a screen. */
export interface WatchedGame {
  /** Returns the same object until something changes. */
  snapshot(): WatchSnapshot;
  /** Calls `listener` after each change of the snapshot, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** The clock of the times in the stage, in milliseconds. */
  now(): number;
}

export interface WatchSnapshot {
  /**
   * `connecting` until the welcome; `reconnecting` after a connection was lost; `waiting` after the host has closed the
   * game, until it resumes; `other-game` while another game is at the address, in case its own returns; `new-pin` if the game
   * continues with another PIN; `closed` when it is over.
   */
  readonly connection:
    'connecting' | 'open' | 'reconnecting' | 'waiting' | 'other-game' | 'new-pin' | 'closed';
  /** The title of the quiz; empty until it is known. */
  readonly title: string;
  /** The newest stage; null until there is one. */
  readonly stage: Stage | null;
  /** The PIN that players need now; null in a past game, which nobody can join. */
  readonly pin: string | null;
  /** Whether people can play in a browser. */
  readonly hasPage: boolean;
  /** Whether the server is too busy to let the watcher in. The client keeps trying. */
  readonly isBusy: boolean;
  /** Why the game is over, or has stopped. */
  readonly end: Bye | ConnectionFailure | null;
  /** The position in a past game; null in a live game. */
  readonly replay: ReplayStatus | null;
}

export interface ReplayStatus {
  /** The index of the phase on screen, from 0, and the number of phases. */
  readonly phase: number;
  readonly phases: number;
  /** Whether the game is playing at its original pace. */
  readonly isPlaying: boolean;
  /** Why the record ends with this phase; null if it does not, or if the game was over. */
  readonly stop: ReplayStop | null;
}

/** Where to move in a past game. */
export type ReplayStep = 'next' | 'back' | 'first' | 'last';

export interface ReplayControls {
  /** Moves to another phase, if there is one. */
  seek(step: ReplayStep): void;
  /** Starts or stops playing at the original pace. */
  togglePlay(): void;
}
