import { roundAt } from '../game/evolve-round.ts';
import type { Game } from '../game/game.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import type { AskedQuestion } from './stage.ts';
import { askedQuestionOf } from './stage-of.ts';

/** A question that has not been asked yet, with its answer. Only the host may see it. */
export interface Preview {
  readonly question: AskedQuestion;
  /** The correct answer; null for a poll. */
  readonly correct: Answer | null;
  readonly explanation: string | null;
}

/** Returns the next question that players will see: the one that is announced, or the one after it. Null if there is none. */
export function previewOf(game: Game): Preview | null {
  const { phase, round, playOrder } = game;
  if (phase === 'podium' || phase === 'ended') return null;
  const index = phase === 'ready' ? (round?.index ?? 0) : (round?.index ?? -1) + 1;
  if (index >= playOrder.length) return null;
  const next = roundAt(game, index, 0);
  return {
    question: askedQuestionOf(game, next),
    correct: next.rules.correct,
    explanation: next.question.explanation ?? null,
  };
}
