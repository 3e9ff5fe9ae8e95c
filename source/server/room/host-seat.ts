import type { HostCommand } from '../../game/commands.ts';
import type { HostRejection } from '../../game/decision.ts';
import type { Stage } from '../../view/stage.ts';

/** What the host wants: of the game, or another game with the same players. */
export type RoomCommand = HostCommand | { readonly type: 'again' };

/** The host's side of a room, for a screen that draws it or a program that steers it. */
export interface HostSeat {
  /** What to show now: the same object until something changes. */
  snapshot(): HostSnapshot;
  /** Calls `listener` after each change of the snapshot, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** The server's clock, in milliseconds. */
  now(): number;
  /** Runs a command at once. Returns null, or why it was rejected. */
  command(command: RoomCommand): HostRejection | null;
  /** Who plays, in the order of joining. */
  players(): readonly PlayerStatus[];
}

export interface HostSnapshot {
  readonly stage: Stage;
  /** Nobody new may join. */
  readonly locked: boolean;
  /** The game is over: the room takes no more commands. */
  readonly ended: boolean;
}

export interface PlayerStatus {
  readonly name: string;
  readonly connected: boolean;
}
