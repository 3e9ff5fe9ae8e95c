import type { Game, Player } from '../game/game.ts';
import { playerAhead } from '../game/standings.ts';
import type { Answer } from '../quiz/questions/question-type.ts';

/** What only one player may see now. Score, rank and streak are as of the last reveal: an acknowledgement tells nothing. */
export interface You {
  readonly type: 'you';
  /** A greater one replaces this one. */
  readonly version: number;
  /** The server's clock when this was written, in milliseconds. */
  readonly now: number;
  /** The question that `answered`, `answer` and `result` speak of, in play order; null in the lobby. */
  readonly question: number | null;
  readonly score: number;
  /** Null until the first reveal that the player was there for. */
  readonly rank: number | null;
  /** Correct answers in a row. */
  readonly streak: number;
  /** The answer is taken: it is safe with the server. */
  readonly answered: boolean;
  readonly answer: Answer | null;
  /** Null until the reveal. */
  readonly result: YourResult | null;
  /** From the reveal on: the nearest player with more points, null for who leads. */
  readonly ahead?: { readonly name: string; readonly by: number } | null;
}

/** What the question brought. */
export interface YourResult {
  readonly correct: boolean;
  /** Without the bonus. */
  readonly points: number;
  readonly streakBonus: number;
  readonly answer: Answer | null;
  /** Credited milliseconds. */
  readonly time: number | null;
}

/** What this player may see of the game now. */
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
