import type { ClosedQuestion } from './game.ts';

/**
 * Of the questions that were answered, those of which the smallest part of the answers was right; none where that part is
 * the same for all of them. To be asked without polls: of those nothing is right.
 */
export function hardestOf<Closed extends Pick<ClosedQuestion, 'correct' | 'answered'>>(
  questions: readonly Closed[],
): Closed[] {
  const answered = questions.filter((question) => question.answered > 0);
  const smallest = Math.min(...answered.map(shareOf));
  const hardest = answered.filter((question) => shareOf(question) === smallest);
  return hardest.length < answered.length ? hardest : [];
}

function shareOf({ correct, answered }: Pick<ClosedQuestion, 'correct' | 'answered'>): number {
  return correct / answered;
}
