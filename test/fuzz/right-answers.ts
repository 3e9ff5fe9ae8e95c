import type { AskedQuestion } from '../../source/view/stage.ts';

const POINTS = 1000;

/** Returns a right or a wrong answer to a question of test/fixtures/every-type.json. */
export function rightOrWrong({ type, index, items = [] }: AskedQuestion, player: number): unknown {
  const isRight = answersRight(index, player);
  switch (type) {
    case 'poll':
      return 0;
    case 'choice':
      return isRight ? 1 : 0;
    case 'boolean':
      return isRight;
    case 'multiple':
      return isRight ? [2, 0] : [1];
    case 'text':
      return isRight ? 'http 101' : '404';
    case 'number':
      return isRight ? 8 : 3;
    case 'order': {
      const inOrder = ['bit', 'byte'].map((item) => items.indexOf(item));
      return isRight ? inOrder : inOrder.toReversed();
    }
  }
}

/** Returns what this answer earns if correct answers all earn the same. @param questions The number of different questions. */
export function pointsOf(index: number, player: number, questions: number): number {
  const isPoll = index % questions === 0;
  return answersRight(index, player) && !isPoll ? POINTS : 0;
}

function answersRight(index: number, player: number): boolean {
  return (index + player) % 3 > 0;
}
