import type { ConnectionFailure } from './player-seat.ts';
import type { Bye } from '../protocol/server-message.ts';
import type { ReplayStop } from '../view/replay.ts';
import type { Stage } from '../view/stage.ts';

/** A game for who only looks on: one that is played now, or one that was. */
export interface StageSource {
  /** What to show now: the same object until something changes. */
  snapshot(): WatchSnapshot;
  /** Calls `listener` after each change of the snapshot, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** The clock that the stage's times are of, in milliseconds. */
  now(): number;
}

export interface WatchSnapshot {
  /**
   * `connecting` until the welcome; `reconnecting` while a lost connection is being made again; `waiting` where the host has
   * closed the game, until it is gone on with; `closed` when it is over.
   */
  readonly connection: 'connecting' | 'open' | 'reconnecting' | 'waiting' | 'closed';
  /** Of the quiz; empty until it is known. */
  readonly title: string;
  /** The newest; null until there is one. */
  readonly stage: Stage | null;
  /** Why it is over, or has stopped. */
  readonly end: Bye | ConnectionFailure | null;
  /** Where a past game is being looked at; null in a game that is played now. */
  readonly replay: ReplayStatus | null;
}

/** Where in a past game somebody is. */
export interface ReplayStatus {
  /** Which phase is shown, from 0, and how many there are. */
  readonly phase: number;
  readonly phases: number;
  /** It goes on as it happened. */
  readonly isPlaying: boolean;
  /** Why nothing is known of what came after this phase; null where something is, or nothing came. */
  readonly stop: ReplayStop | null;
}

/** Where to go in a past game. */
export type ReplayStep = 'next' | 'back' | 'first' | 'last';

/** What can be done with a past game. */
export interface ReplayControls {
  /** Goes to another phase; nothing happens where there is none. */
  go(step: ReplayStep): void;
  /** Starts or stops to play it as it happened. */
  togglePlay(): void;
}
