import type { TransportName } from './transport/transport.ts';
import type { Bye, Rejected, Welcome } from '../protocol/server-message.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import type { Review } from '../view/review.ts';
import type { Stage } from '../view/stage.ts';
import type { You } from '../view/you.ts';

/** A player's side of a game: a store for a screen, and what the player can do. */
export interface PlayerSeat {
  /** Returns the same object until something changes. */
  snapshot(): PlayerSnapshot;
  /** Calls `listener` after each change of the snapshot, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** The best estimate of the server's clock, in milliseconds. */
  now(): number;
  /**
   * Joins, also again after a rejection, with what was corrected. Without a name the host assigns one, or rejects with
   * `bad-name` if players choose their own.
   */
  join(pin: string, name?: string): void;
  /** Continues the seat of another device with its move code, in any spelling. May be called again after a rejection, like `join`. */
  continueSeat(code: string): void;
  /** Answers the question on the stage, once per question. */
  answer(value: Answer): void;
  /**
   * Sets the answer that is sent if time runs out before the player answers the question on the stage; null for none. Has no
   * effect on other questions, or if the game is not set to send answers automatically.
   */
  setDraft(value: Answer | null): void;
  /** Fetches the review of a closed question for the snapshot, unless the newest is in it. Needs an open connection. */
  review(question: number): void;
  /** Asks for another name, which the next `you` has, or which is rejected. */
  rename(name: string): void;
  /** Asks for a code with which another device can continue this seat. Needs an open connection. */
  move(): void;
  /** Leaves the game and closes the connection. Once the game has started, the score is kept in case the player returns. */
  leave(): void;
}

export interface PlayerSnapshot {
  /**
   * `idle` before the first join and after a rejected one; `connecting` until the welcome; `open` in the game;
   * `reconnecting` after a connection was lost; `waiting` after the host has closed the game, until it resumes;
   * `other-game` while another game is at the address, in case its own returns; `removed` if the game continues without this player's
   * seat; `closed` when it is over.
   */
  readonly connection:
    'idle' | 'connecting' | 'open' | 'reconnecting' | 'waiting' | 'other-game' | 'removed' | 'closed';
  /** The transport of the current or the last connection; null before the first. */
  readonly transport: TransportName | null;
  /** The median of the last five round trips on this connection, in milliseconds; null before the first, and in-process. */
  readonly roundTripMs: number | null;
  readonly welcome: Welcome | null;
  readonly stage: Stage | null;
  readonly you: You | null;
  /** This player's answer to the question on the stage, if given on this device. */
  readonly answer: GivenAnswer | null;
  /** The closed questions that this player can look at again, by their index in play order. */
  readonly reviews: ReadonlyMap<number, Review>;
  /**
   * Why the last join was rejected: the screen asks again for what was wrong. While the connection is `connecting`, the server is too
   * busy, and the client keeps trying.
   */
  readonly rejection: Rejected | null;
  /** Why the last new name was rejected; null if it was not. */
  readonly nameRejection: Rejected | null;
  /** The newest code with which another device can continue this seat, even if it has expired; null if there is none. */
  readonly move: MoveCode | null;
  /** Why there is no newer move code; null if there is no reason. */
  readonly moveRejection: Rejected | null;
  /** Why the game is over, or has stopped. */
  readonly end: Bye | ConnectionFailure | null;
}

export const IDLE_SNAPSHOT: PlayerSnapshot = {
  connection: 'idle',
  transport: null,
  roundTripMs: null,
  welcome: null,
  stage: null,
  you: null,
  answer: null,
  reviews: new Map(),
  rejection: null,
  nameRejection: null,
  move: null,
  moveRejection: null,
  end: null,
};

export interface MoveCode {
  readonly code: string;
  /** Until when it is valid, in milliseconds of the server's clock. */
  readonly expiresAt: number;
}

export interface GivenAnswer {
  readonly question: number;
  readonly value: Answer;
  /** `sent` until the server acknowledges the answer; if `rejected`, `message` says why. */
  readonly status: 'sent' | 'accepted' | 'rejected';
  /** Whether it was sent because time ran out. */
  readonly isAutomatic: boolean;
  readonly message?: string;
}

/** Why the client gave up: it could not connect, or not reconnect. */
export interface ConnectionFailure {
  readonly type: 'failure';
  /** What is wrong and what to do, in one or two sentences. */
  readonly message: string;
}
