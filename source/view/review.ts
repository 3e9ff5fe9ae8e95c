import type { Game, Player } from '../game/game.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import type { AskedQuestion, Stage } from './stage.ts';
import { askedQuestionOf } from './stage-of.ts';
import type { You, YouResult } from './you.ts';

/** One closed question as one player may look at it again. */
export interface Review {
  readonly type: 'review';
  readonly question: AskedQuestion;
  /** The correct answer; null for a poll. */
  readonly correct: Answer | null;
  readonly explanation?: string;
  /** The host has declared that the question does not count. */
  readonly voided?: true;
  /** The reason, if the host gave one. */
  readonly voidReason?: string;
  /** The answers that the host has accepted besides the correct one. */
  readonly allowed?: readonly Answer[];
  /** Null if the question was closed before the player joined. */
  readonly result: YouResult | null;
}

/** Returns the review of a question by its index in play order, or null if it has not been closed. */
export function reviewOf(game: Game, { history }: Player, index: number): Review | null {
  const position = game.closedQuestions.findIndex((each) => each.index === index);
  const closed = game.closedQuestions[position];
  if (!closed) return null;
  const { round, isVoided, voidReason, allowed } = closed;
  const { explanation } = round.question;
  const turn = history[position] ?? null;
  return {
    type: 'review',
    question: askedQuestionOf(game, round),
    correct: round.rules.correct,
    ...(explanation && { explanation }),
    ...(isVoided && { voided: true, ...(voidReason !== null && { voidReason }) }),
    ...(allowed.length > 0 && { allowed }),
    result: turn && {
      ...turn.result,
      answer: turn.answer?.value ?? null,
      time: turn.answer?.timeMs ?? null,
    },
  };
}

/** Returns the review of the question on a reveal, as its player has just seen it; null on any other stage. */
export function reviewOnStage(stage: Stage, { question, result }: You): Review | null {
  if (stage.phase !== 'reveal' || question !== stage.question.index || !result) return null;
  const { correct, explanation, voided, voidReason, allowed } = stage;
  return {
    type: 'review',
    question: stage.question,
    correct,
    ...(explanation !== undefined && { explanation }),
    ...(voided && { voided, ...(voidReason !== undefined && { voidReason }) }),
    ...(allowed && { allowed }),
    result,
  };
}
