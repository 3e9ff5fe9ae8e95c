import type { Carrier } from './transport/transport.ts';
import type { Bye, Rejected, Welcome } from '../protocol/server-message.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import type { Stage } from '../view/stage.ts';
import type { You } from '../view/you.ts';

/** A player's side of a game, for a screen that draws it. */
export interface PlayerSeat {
  /** What to show now: the same object until something changes. */
  snapshot(): PlayerSnapshot;
  /** Calls `listener` after each change of the snapshot, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  /** The server's clock as far as it is known here, in milliseconds. */
  now(): number;
  /**
   * Takes the seat, or tries again with what was corrected after a rejection. Without a name the host gives one, or
   * rejects with `bad-name`: then it is the player's to choose.
   */
  join(pin: string, name?: string): void;
  /** Answers the question on stage; once a question. */
  answer(value: Answer): void;
  /** Gives up the connection and says so to the server. The score stays for who comes back. */
  leave(): void;
}

export interface PlayerSnapshot {
  /**
   * `idle` before the first join and after a rejected one; `connecting` until the welcome; `open` in the game;
   * `reconnecting` while a lost connection is being made again; `waiting` where the host has closed the game, until it is gone
   * on with; `closed` when it is over.
   */
  readonly connection: 'idle' | 'connecting' | 'open' | 'reconnecting' | 'waiting' | 'closed';
  /** What carries the messages, or did last; null before the first line. */
  readonly carrier: Carrier | null;
  readonly welcome: Welcome | null;
  readonly stage: Stage | null;
  readonly you: You | null;
  /** The answer given here to the question on stage, and how far it got; null where none was given. */
  readonly answer: GivenAnswer | null;
  /** Why the last join was not taken: the prompt for what is wrong comes back. */
  readonly rejection: Rejected | null;
  /** Why it is over, or has stopped. */
  readonly end: Bye | ConnectionFailure | null;
}

/** Before the first join. */
export const IDLE: PlayerSnapshot = {
  connection: 'idle',
  carrier: null,
  welcome: null,
  stage: null,
  you: null,
  answer: null,
  rejection: null,
  end: null,
};

export interface GivenAnswer {
  readonly question: number;
  readonly value: Answer;
  /** `sent` until the server acknowledges it; `rejected` with why in `message`. */
  readonly status: 'sent' | 'accepted' | 'rejected';
  readonly message?: string;
}

/** The server could not be reached, or not again. */
export interface ConnectionFailure {
  readonly type: 'failure';
  /** What is wrong and what to do, in a sentence or two. */
  readonly message: string;
}
