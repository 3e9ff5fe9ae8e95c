import type { PlayerSnapshot } from '../../client/player-seat.ts';

/** The vibrations for a correct and a wrong answer, and the pauses between them, in milliseconds. */
const CORRECT = [60, 80, 60];
const WRONG = [250];

/** Returns the vibrations for a change of the seat that brings the result of an answer; null for any other. */
export function buzzFor(before: PlayerSnapshot, { stage, you }: PlayerSnapshot): number[] | null {
  if (stage?.phase !== 'reveal' || !you?.result || you.result.answer === null) return null;
  // A result that is there after a reload is an old one.
  const isNew = before.stage?.game === stage.game && before.you?.result === null;
  if (!isNew || before.you?.question !== you.question) return null;
  return you.result.correct ? CORRECT : WRONG;
}
