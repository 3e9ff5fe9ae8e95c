import type { AskedQuestion } from '../../source/view/stage.ts';

const POINTS = 1000;

/** Returns a correct or a wrong answer to a question of test/fixtures/every-type.json. */
export function correctOrWrong({ type, index, items = [] }: AskedQuestion, player: number): unknown {
  const isCorrect = answersCorrectly(index, player);
  switch (type) {
    case 'poll':
      return 0;
    case 'choice':
      return isCorrect ? 1 : 0;
    case 'boolean':
      return isCorrect;
    case 'multiple':
      return isCorrect ? [2, 0] : [1];
    case 'text':
      return isCorrect ? 'http 101' : '404';
    case 'number':
      return isCorrect ? 8 : 3;
    case 'order': {
      const inOrder = ['bit', 'byte'].map((item) => items.indexOf(item));
      return isCorrect ? inOrder : inOrder.toReversed();
    }
  }
}

/** Returns what this answer earns if correct answers all earn the same. @param questions The number of different questions. */
export function pointsOf(index: number, player: number, questions: number): number {
  const isPoll = index % questions === 0;
  return answersCorrectly(index, player) && !isPoll ? POINTS : 0;
}

function answersCorrectly(index: number, player: number): boolean {
  return (index + player) % 3 > 0;
}
