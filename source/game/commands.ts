/** What a player, or the player's connection, wants. `player` is a player's id. */
export type PlayerCommand =
  | {
      readonly type: 'join';
      /** The id of the player, if there comes to be a new one. */
      readonly player: string;
      /** Undefined where the host gives names. */
      readonly name: string | undefined;
      /** The team that is wished for, if any. */
      readonly team: string | undefined;
      readonly tokenHash: string;
    }
  | { readonly type: 'reconnect'; readonly tokenHash: string }
  /** The connection is gone and the player did not say so. */
  | { readonly type: 'disconnect'; readonly player: string }
  | { readonly type: 'leave'; readonly player: string }
  | {
      readonly type: 'answer';
      readonly player: string;
      /** The index in play order, as the client saw it. */
      readonly question: number;
      readonly answer: unknown;
      /** The game's number, as the client saw it, where it says so. */
      readonly game: number | undefined;
      /** How long after the question opened this player was first shown it, in milliseconds. */
      readonly startDelayMs: number;
    };

/** What the host wants. */
export type HostCommand =
  | {
      readonly type: 'start' | 'next' | 'skip' | 'close' | 'pause' | 'resume' | 'lock' | 'unlock' | 'end';
    }
  | { readonly type: 'kick'; readonly name: string };

/** The moment that `dueAt` told has come. */
export type ClockCommand = { readonly type: 'deadline-passed' };

/** A command and when it is given, in milliseconds of the server's clock. */
export type Timed<Wanted> = Wanted & { readonly now: number };

/** What somebody wants of a game, and when. */
export type Command = Timed<PlayerCommand | HostCommand | ClockCommand>;
