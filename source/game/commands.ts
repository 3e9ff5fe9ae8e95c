import type { AnswerTiming } from './answer-time.ts';

/** A command from a player or about a player's connection. `player` is a player's id. */
export type PlayerCommand =
  | {
      readonly type: 'join';
      /** The id to give to a new player. */
      readonly player: string;
      /** Ignored if the game generates names. */
      readonly name: string | undefined;
      /** The team the player would like. */
      readonly team: string | undefined;
      readonly tokenHash: string;
    }
  | { readonly type: 'reconnect'; readonly tokenHash: string }
  /** Another device continues the player's seat, with this token. */
  | { readonly type: 'move'; readonly player: string; readonly tokenHash: string }
  /** The connection was lost before the player left. */
  | { readonly type: 'disconnect'; readonly player: string }
  | { readonly type: 'leave'; readonly player: string }
  | { readonly type: 'change-name'; readonly player: string; readonly name: string }
  | {
      readonly type: 'answer';
      readonly player: string;
      /** The question that the client answered, as an index in play order. */
      readonly question: number;
      readonly answer: unknown;
      /** The number of the game that the client saw, if it sent one. */
      readonly game: number | undefined;
      /** The client's claim: how long the player took, in milliseconds. Undefined if it makes none. */
      readonly elapsed: number | undefined;
      readonly timing: AnswerTiming;
    };

export type HostCommand =
  | PlainHostCommand
  | { readonly type: 'kick'; readonly name: string }
  | { readonly type: 'readmit'; readonly name: string }
  | { readonly type: 'rename'; readonly name: string; readonly newName: string }
  /** Negative points are taken away. */
  | {
      readonly type: 'give-points';
      readonly name: string;
      readonly points: number;
      readonly reason: string | undefined;
    }
  /** A closed question, by its index in play order, no longer counts. */
  | { readonly type: 'void'; readonly question: number; readonly reason: string | undefined }
  /** Another answer to a closed question is correct as well. */
  | { readonly type: 'allow'; readonly question: number; readonly answer: unknown }
  /** Removes these players, and keeps them out. */
  | { readonly type: 'remove'; readonly players: readonly string[] }
  | { readonly type: 'change-pin'; readonly pin: string };

/** A command that consists of its name. `reveal-podium` shows everything on the podium at once, if it is not shown already. */
export interface PlainHostCommand {
  readonly type:
    | 'start'
    | 'next'
    | 'skip'
    | 'close'
    | 'extend'
    | 'pause'
    | 'resume'
    | 'lock'
    | 'unlock'
    | 'reveal-podium'
    | 'end'
    | 'remove-away';
}

/** The deadline from `dueAt` has passed. */
export type ClockCommand = { readonly type: 'deadline-passed' };

/** A command and when it was given, in milliseconds of the server's clock. */
export type Timed<Untimed> = Untimed & { readonly now: number };

export type Command = Timed<PlayerCommand | HostCommand | ClockCommand>;
