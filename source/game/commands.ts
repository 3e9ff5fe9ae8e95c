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
  /** The connection was lost before the player left. */
  | { readonly type: 'disconnect'; readonly player: string }
  | { readonly type: 'leave'; readonly player: string }
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
  | {
      readonly type:
        'start' | 'next' | 'skip' | 'close' | 'pause' | 'resume' | 'lock' | 'unlock' | 'end' | 'remove-away';
    }
  | { readonly type: 'kick'; readonly name: string }
  /** Removes these players, and keeps them out. */
  | { readonly type: 'remove'; readonly players: readonly string[] }
  | { readonly type: 'change-pin'; readonly pin: string };

/** The deadline from `dueAt` has passed. */
export type ClockCommand = { readonly type: 'deadline-passed' };

/** A command and when it was given, in milliseconds of the server's clock. */
export type Timed<Untimed> = Untimed & { readonly now: number };

export type Command = Timed<PlayerCommand | HostCommand | ClockCommand>;
