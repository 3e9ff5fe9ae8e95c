import type { HostRejection } from '../../../game/decision.ts';
import type { HostSnapshot, PlayerStatus, RoomCommand } from '../../../server/room/host-seat.ts';
import type { HostMessages, JoinInfo } from '../../../terminal/index.ts';
import type { DisputableQuestion } from '../../../view/disputable.ts';
import type { GameRequest } from '../open-game.ts';
import type { Preview } from '../../../view/preview.ts';

/** A message from the screen's thread to the server's. Each `id` gets one reply. */
export type ScreenMessage =
  | { readonly type: 'open'; readonly request: GameRequest }
  | { readonly type: 'command'; readonly id: number; readonly command: RoomCommand }
  | { readonly type: 'players' | 'preview' | 'disputable'; readonly id: number }
  /** Acknowledges a `state`. The next one follows only then. */
  | { readonly type: 'state-received' }
  | { readonly type: 'close' };

/** A message from the server's thread to the screen's. */
export type ServerMessage =
  | {
      readonly type: 'opened';
      readonly journal: string | null;
      readonly state: GameState;
    }
  /** The game could not be opened. */
  | { readonly type: 'not-opened'; readonly message: string }
  | { readonly type: 'state'; readonly changes: Partial<GameState> }
  /** The reply to a command, with the state that it led to. */
  | {
      readonly type: 'command-done';
      readonly id: number;
      readonly rejection: HostRejection | null;
      readonly changes: Partial<GameState>;
    }
  | { readonly type: 'players'; readonly id: number; readonly players: readonly PlayerStatus[] }
  | {
      readonly type: 'disputable';
      readonly id: number;
      readonly questions: readonly DisputableQuestion[];
    }
  | { readonly type: 'preview'; readonly id: number; readonly preview: Preview | null }
  | { readonly type: 'closed'; readonly changes: Partial<GameState> }
  /** An unexpected error. The thread closes the game and ends. */
  | { readonly type: 'crashed'; readonly error: Error };

/** Everything that the host's screen shows. */
export interface GameState {
  readonly room: HostSnapshot;
  readonly joining: JoinInfo;
  readonly messages: HostMessages;
}

/** This thread's end of the connection to the other thread. */
export interface ThreadPort<Sent> {
  postMessage(message: Sent): void;
}
