import type { Game, Player } from '../game/game.ts';
import { playerAhead } from '../game/standings.ts';
import type { Answer } from '../quiz/questions/question-type.ts';

/**
 * Everything that only one player may see now. Score, rank and streak are as of the last reveal, so an acknowledged answer does
 * not show whether it is right.
 */
export interface You {
  readonly type: 'you';
  /** Newer views have greater versions. */
  readonly version: number;
  /** The server's clock when this was created, in milliseconds. */
  readonly now: number;
  /** The question to which `answered`, `answer` and `result` refer, in play order; null in the lobby. */
  readonly question: number | null;
  readonly score: number;
  /** Null until the first reveal after the player joined. */
  readonly rank: number | null;
  /** Right answers in a row. */
  readonly streak: number;
  /** Acknowledges the answer: it is in the journal. */
  readonly answered: boolean;
  readonly answer: Answer | null;
  /** Null until the reveal. */
  readonly result: YouResult | null;
  /** From the reveal on: the nearest player with a higher score, and by how many points; null for the leader. */
  readonly ahead?: { readonly name: string; readonly by: number } | null;
}

/** What the player got for the question. */
export interface YouResult {
  readonly correct: boolean;
  /** Without the streak bonus. */
  readonly points: number;
  readonly streakBonus: number;
  readonly answer: Answer | null;
  /** The credited time in milliseconds; null without an answer. */
  readonly time: number | null;
}

export function youOf(game: Game, player: Player, version: number, now: number): You {
  const { score, rank, streak, answer, result } = player;
  return {
    type: 'you',
    version,
    now,
    question: game.round?.index ?? null,
    score,
    rank,
    streak,
    answered: answer !== null,
    answer: answer?.value ?? null,
    result: result && { ...result, answer: answer?.value ?? null, time: answer?.timeMs ?? null },
    ...(isRevealed(game) && { ahead: playerAhead(game, player) }),
  };
}

function isRevealed({ phase }: Game): boolean {
  return phase !== 'lobby' && phase !== 'ready' && phase !== 'question';
}
