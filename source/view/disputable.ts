import { allowableAnswers, canVoid, isDisputable } from '../game/disputes.ts';
import type { ClosedQuestion, Game } from '../game/game.ts';
import type { Answer } from '../quiz/questions/question-type.ts';
import { answerText } from '../quiz/questions/shown-question.ts';

/** A closed question that the host can void, and the answers that the host can accept as well. */
export interface DisputableQuestion {
  /** In play order, from 0. */
  readonly index: number;
  readonly text: string;
  /** The most frequent first. */
  readonly answers: readonly DisputableAnswer[];
}

export interface DisputableAnswer {
  readonly answer: Answer;
  /** In words. */
  readonly text: string;
  /** How many players gave it. */
  readonly count: number;
}

/** Returns the questions that the host can dispute now: the last one that was closed, and on the podium all of them. */
export function disputableQuestions(game: Game): DisputableQuestion[] {
  if (!isDisputable(game)) return [];
  const closed = game.phase === 'podium' ? game.closedQuestions : game.closedQuestions.slice(-1);
  return closed
    .filter(({ index }) => canVoid(game, index))
    .map((question) => disputableQuestion(game, question));
}

function disputableQuestion(game: Game, closed: ClosedQuestion): DisputableQuestion {
  const { rules, question } = closed.round;
  const shown = { ...rules.asked, type: question.type };
  return {
    index: closed.index,
    text: question.question,
    answers: allowableAnswers(game, closed).map((given) => ({
      ...given,
      text: answerText(shown, given.answer),
    })),
  };
}
