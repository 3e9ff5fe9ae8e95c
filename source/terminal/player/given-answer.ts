import type { GivenAnswer, PlayerSnapshot } from '../../client/player-seat.ts';

/** The player's answer to the question on stage: the one given here, or one that the server knows of from before. */
export function givenAnswer({ stage, you, answer }: PlayerSnapshot): GivenAnswer | null {
  if (!stage || !('question' in stage)) return null;
  const { index } = stage.question;
  if (you && you.answered && you.question === index && you.answer !== null) {
    return { question: index, value: you.answer, status: 'taken' };
  }
  return answer?.question === index ? answer : null;
}
