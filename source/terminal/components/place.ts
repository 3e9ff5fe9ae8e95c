import type { AskedQuestion } from '../../view/stage.ts';
import type { Theme } from '../theme.ts';

/** `Question 3 of 12`, and where no points can be won in a question that has a right answer, that. */
export function placeOf({ index, total, points, type }: AskedQuestion, { dot }: Theme['symbols']): string {
  const place = `Question ${index + 1} of ${total}`;
  return points === 0 && type !== 'poll' ? `${place} ${dot} no points` : place;
}
