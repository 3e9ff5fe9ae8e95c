import type { GridDirection } from '../../quiz/drafts/list-draft.ts';
import { optionsOf } from '../../quiz/questions/shown-question.ts';
import type { AskedQuestion } from '../../view/stage.ts';
import { type PressedKey, latinKey } from '../keys.ts';

/** What a key does while a question is open. */
export type AnswerKey =
  | { readonly type: 'option'; readonly index: number }
  | { readonly type: 'move'; readonly direction: GridDirection; readonly takesItem: boolean }
  | { readonly type: 'scroll'; readonly pages: -1 | 1 }
  | { readonly type: 'pick-up' | 'send' };

/** Returns what a key does: the same as in the terminal. Undefined if it does nothing. */
export function answerKeyOf(
  pressed: PressedKey & Pick<KeyboardEvent, 'shiftKey'>,
  question: AskedQuestion,
): AnswerKey | undefined {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  if (ctrlKey || metaKey) return undefined;
  const direction = DIRECTIONS.get(key);
  if (direction) return { type: 'move', direction, takesItem: altKey || shiftKey };
  if (altKey) return undefined;
  switch (key) {
    case 'Enter':
      return { type: 'send' };
    case ' ':
      return { type: 'pick-up' };
    case 'PageUp':
    case '[':
      return { type: 'scroll', pages: -1 };
    case 'PageDown':
    case ']':
      return { type: 'scroll', pages: 1 };
    default: {
      const index = indexFor(latinKey(pressed), question);
      return index === undefined ? undefined : { type: 'option', index };
    }
  }
}

const DIRECTIONS = new Map<string, GridDirection>([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['Home', 'home'],
  ['End', 'end'],
]);

/** The option or the position that a key stands for: 1–8 or a–h, and also t/f and y/n if the question is true or false. */
function indexFor(key: string, question: AskedQuestion): number | undefined {
  const { type, items } = question;
  if (type === 'boolean' && TRUTHS.has(key)) return TRUTHS.get(key);
  const digit = '12345678'.indexOf(key);
  const index = digit < 0 && !items ? 'abcdefgh'.indexOf(key) : digit;
  const count = items?.length ?? optionsOf(question).length;
  return key !== '' && index >= 0 && index < count ? index : undefined;
}

const TRUTHS = new Map([
  ['t', 0],
  ['y', 0],
  ['f', 1],
  ['n', 1],
]);
