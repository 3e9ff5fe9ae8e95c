import type { Answer } from '../quiz/questions/question-type.ts';
import type { Quiz } from '../quiz/quiz.ts';
import type { Settings } from './settings.ts';

/** Everything that a game starts from. */
export interface GameCreated {
  readonly type: 'game-created';
  readonly at: number;
  /** The id of the room, for everybody to see. It stays the same when the host plays again. */
  readonly room: string;
  /** The game's number, from 1. */
  readonly game: number;
  readonly seed: string;
  readonly quiz: Quiz;
  readonly settings: Settings;
}

/** Why a question was closed: its time was up, everybody had answered, or the host closed it. */
export type CloseReason = 'time' | 'answered' | 'host';

/** One player's line in the final standings. */
export interface FinalStanding {
  readonly player: string;
  readonly rank: number;
  readonly name: string;
  readonly team: string | null;
  readonly score: number;
}

/**
 * Something that happened in a game. `at` is in milliseconds of the server's clock, `player` is a player's id, and `question`
 * an index in play order.
 */
export type GameEvent = { readonly at: number } & (
  | {
      readonly type: 'player-joined';
      readonly player: string;
      readonly name: string;
      readonly team: string | null;
      readonly tokenHash: string;
    }
  | { readonly type: 'player-connected'; readonly player: string }
  | { readonly type: 'player-disconnected'; readonly player: string }
  | { readonly type: 'player-left'; readonly player: string }
  | { readonly type: 'player-kicked'; readonly player: string }
  /** A kicked player may come back, with the same name and token. */
  | { readonly type: 'player-readmitted'; readonly player: string }
  | { readonly type: 'player-renamed'; readonly player: string; readonly name: string }
  /** The seat continues on another device, with another token. */
  | { readonly type: 'player-moved'; readonly player: string; readonly tokenHash: string }
  /** Negative points were taken away. */
  | {
      readonly type: 'points-given';
      readonly player: string;
      readonly points: number;
      readonly reason?: string;
    }
  /** Unlike kicking, this leaves the players' names free for others. */
  | {
      readonly type: 'players-removed';
      readonly players: readonly string[];
      /** Whether their tokens are rejected until the game ends. */
      readonly banned: boolean;
    }
  | { readonly type: 'game-locked' }
  | { readonly type: 'game-unlocked' }
  /** From now on, new players need this PIN. */
  | { readonly type: 'pin-changed'; readonly pin: string }
  /** Enough players are connected: the game starts automatically at `startsAt`. */
  | { readonly type: 'start-scheduled'; readonly startsAt: number }
  | { readonly type: 'question-announced'; readonly question: number; readonly opensAt: number }
  | { readonly type: 'question-skipped'; readonly question: number }
  | { readonly type: 'question-opened'; readonly question: number; readonly closesAt: number | null }
  /** The question stays open until `closesAt`. Its time limit, and so the points for each answer, stay the same. */
  | { readonly type: 'question-extended'; readonly question: number; readonly closesAt: number }
  | {
      readonly type: 'answer-accepted';
      readonly player: string;
      readonly question: number;
      readonly answer: Answer;
      /** The credited time in milliseconds. */
      readonly time: number;
      /** The client claimed less than the network explains, so the least possible time was credited. */
      readonly clamped?: true;
    }
  | { readonly type: 'game-paused' }
  | { readonly type: 'game-resumed' }
  | { readonly type: 'question-closed'; readonly question: number; readonly reason: CloseReason }
  /** The closed question no longer counts: nobody gets points for it, and it has no effect on streaks. */
  | { readonly type: 'question-voided'; readonly question: number; readonly reason?: string }
  /** This answer to a closed question is correct as well. */
  | { readonly type: 'answer-allowed'; readonly question: number; readonly answer: Answer }
  | { readonly type: 'standings-shown' }
  | {
      readonly type: 'podium-shown';
      /** When third place appears; second and first follow 2.5 s apart. */
      readonly shownAt: number;
      readonly standings: readonly FinalStanding[];
    }
  /** The host shows everything on the podium at once. */
  | { readonly type: 'podium-revealed' }
  | { readonly type: 'game-ended' }
  /** Recorded once a second while a question is open, so that a resumed game knows how much time was left. */
  | { readonly type: 'time-passed' }
  /** The host is back. The time since `downSince`, in milliseconds of the server's clock, does not count. */
  | {
      readonly type: 'host-returned';
      readonly downSince: number;
      /** Whether the host was restarted, so that all connections were lost. If not, it was asleep, stopped or blocked. */
      readonly restarted: boolean;
    }
);
