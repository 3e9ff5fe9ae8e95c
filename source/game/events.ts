import type { Answer } from '../quiz/questions/question-type.ts';
import type { Quiz } from '../quiz/quiz.ts';
import type { Settings } from './settings.ts';

/** Everything that a game starts from. */
export interface GameCreated {
  readonly type: 'game-created';
  readonly at: number;
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
  | { readonly type: 'question-announced'; readonly question: number; readonly opensAt: number }
  | { readonly type: 'question-skipped'; readonly question: number }
  | { readonly type: 'question-opened'; readonly question: number; readonly closesAt: number | null }
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
  | { readonly type: 'standings-shown' }
  | { readonly type: 'podium-shown'; readonly standings: readonly FinalStanding[] }
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
