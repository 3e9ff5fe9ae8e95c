import type { HostCommand } from '../../game/commands.ts';
import type { HostRejection } from '../../game/decision.ts';
import type { Quiz } from '../../quiz/quiz.ts';
import type { Alarm } from '../limits/alarms.ts';
import type { DisputableQuestion } from '../../view/disputable.ts';
import type { Preview } from '../../view/preview.ts';
import type { Stage } from '../../view/stage.ts';

/**
 * A command for the game or the room. `again` plays another game with the same players, and another quiz if one is given.
 * `remove-address` removes all players from an address (IPv6: from its /64), and keeps them out. `new-pin` draws a new PIN of eight
 * digits.
 */
export type RoomCommand =
  | Exclude<HostCommand, { readonly type: 'remove' | 'change-pin' }>
  | { readonly type: 'again'; readonly quiz?: Quiz | undefined }
  | { readonly type: 'new-pin' }
  | { readonly type: 'remove-address'; readonly address: string };

/** The host's side of a room, for a screen or a headless host. The room may run in another thread. */
export interface HostSeat {
  /** Returns the same object until something changes. */
  snapshot(): HostSnapshot;
  /** Calls `listener` after each change of the snapshot, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** Returns the time of the server's clock, in milliseconds. */
  now(): number;
  /** Runs a command. Resolves with null, or why it is rejected, once the snapshot shows what it changed. */
  command(command: RoomCommand): Promise<HostRejection | null>;
  /** Resolves with the players in the order in which they joined, including those who were kicked. */
  players(): Promise<readonly PlayerStatus[]>;
  /** Resolves with the questions that the host can dispute now. */
  disputable(): Promise<readonly DisputableQuestion[]>;
  /** Resolves with the next question and its answer; null if there is none. */
  preview(): Promise<Preview | null>;
}

export interface HostSnapshot {
  readonly stage: Stage;
  /** Whether new players are kept out. */
  readonly locked: boolean;
  /** Whether the game is over. The room then rejects all commands. */
  readonly ended: boolean;
  /** The PIN that new players need now. */
  readonly pin: string;
  /** The newest last. */
  readonly alarms: readonly Alarm[];
}

export interface PlayerStatus {
  readonly name: string;
  readonly connected: boolean;
  /** Whether the player has answered the current question. */
  readonly answered: boolean;
  /** The median of the newest round trips on any of the player's connections, in milliseconds; null if none has been measured. */
  readonly roundTrip: number | null;
  /** Whether the player was kicked, and can be let back in. */
  readonly kicked: boolean;
  readonly score: number;
  /** The IP address of the player's newest connection; null if there has been none since the host started. */
  readonly address: string | null;
  /** The address or, for IPv6, its /64: `remove-address` removes everybody from it. */
  readonly network: string | null;
}
