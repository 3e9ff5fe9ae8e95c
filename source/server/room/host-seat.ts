import type { HostCommand } from '../../game/commands.ts';
import type { HostRejection } from '../../game/decision.ts';
import type { Stage } from '../../view/stage.ts';
import { Shown } from '../../store.ts';

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
  players(): readonly HostedPlayer[];
}

export interface HostSnapshot {
  readonly stage: Stage;
  /** Nobody new may join. */
  readonly locked: boolean;
  /** The game is over: the room takes no more commands. */
  readonly ended: boolean;
  /** What is wrong with keeping the game or reaching it, in sentences, the newest last; empty while all is well. */
  readonly warnings: readonly string[];
  /** The file of the game's report; null before there is one. */
  readonly report: string | null;
}

export interface HostedPlayer {
  readonly name: string;
  readonly connected: boolean;
}

/** What the host is told. */
export class HostBoard extends Shown<HostSnapshot> {
  readonly #lasting: readonly string[];

  /** @param lasting Warnings of what stays wrong in every game. */
  constructor(first: Pick<HostSnapshot, 'stage' | 'locked' | 'ended'>, lasting: readonly string[]) {
    super({ ...first, warnings: lasting, report: null });
    this.#lasting = lasting;
  }

  /** Forgets what was said of the last game. What is still wrong with keeping games the log says again. */
  clear(): void {
    this.show({ warnings: this.#lasting, report: null });
  }

  /** Adds a warning, as the newest where it was there before. */
  warn(warning: string): void {
    const others = this.snapshot().warnings.filter((other) => other !== warning);
    this.show({ warnings: [...others, warning] });
  }
}
