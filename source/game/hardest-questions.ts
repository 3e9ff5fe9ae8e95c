import type { ClosedQuestion } from './game.ts';

type Counted = Pick<ClosedQuestion, 'correct' | 'answered'>;

/**
 * Returns the questions with the smallest share of right answers; none if that share is the same for all. Questions that nobody
 * answered do not count. Leave out polls, which have no right answer.
 */
export function hardestQuestions<Closed extends Counted>(questions: readonly Closed[]): Closed[] {
  const answered = questions.filter((question) => question.answered > 0);
  const smallest = Math.min(...answered.map(rightShare));
  const hardest = answered.filter((question) => rightShare(question) === smallest);
  return hardest.length < answered.length ? hardest : [];
}

function rightShare({ correct, answered }: Counted): number {
  return correct / answered;
}
