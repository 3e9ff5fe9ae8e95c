import { type Direction, type KeyPress, directionOf, indexOfDigit, letterOf, moveInGrid } from '../keys.ts';
import type { KeyResult, QuestionKeys } from './question-widget.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** An order being put together. */
export interface OrderDraft {
  /** The indexes of the items, in their current order. */
  readonly order: readonly number[];
  /** The position that the arrow keys have moved to. */
  readonly cursor: number;
  /** Whether the item under the cursor is picked up, so that the arrow keys move it. */
  readonly isHeld: boolean;
}

/** Space picks an item up or puts it down, arrows with Shift or Alt move it, and a digit moves it to that position. */
export const orderKeys: QuestionKeys<OrderDraft> = {
  takesLetters: false,
  createDraft: ({ items = [] }) => ({ order: items.map((_, index) => index), cursor: 0, isHeld: false }),
  press,
  paste: (_text, draft) => draft,
  hints: ({ items = [] }, { isHeld }, { updown }) => [
    { key: 'Enter', label: 'send' },
    { key: 'space', label: isHeld ? 'put down' : 'pick up' },
    { key: updown, label: 'move' },
    { key: `1-${items.length}`, label: 'move to position' },
  ],
};

function press(
  keyPress: KeyPress,
  draft: OrderDraft,
  _question: AskedQuestion,
  columns: number,
): KeyResult<OrderDraft> | undefined {
  if (keyPress.type === 'enter') return { type: 'answer', answer: draft.order };
  const changed = change(keyPress, draft, columns);
  return changed && { type: 'draft', draft: changed };
}

function change(keyPress: KeyPress, draft: OrderDraft, columns: number): OrderDraft | undefined {
  const { order, cursor, isHeld } = draft;
  if (letterOf(keyPress) === ' ') return { ...draft, isHeld: !isHeld };
  const position = indexOfDigit(keyPress);
  if (position !== undefined) return position < order.length ? moveItem(draft, position) : undefined;
  const itemDirection = ITEM_DIRECTIONS.get(keyPress.type);
  if (itemDirection) return moveItem(draft, moveInGrid(cursor, order.length, columns, itemDirection));
  const direction = directionOf(keyPress);
  if (!direction) return undefined;
  const to = moveInGrid(cursor, order.length, columns, direction);
  return isHeld ? moveItem(draft, to) : { ...draft, cursor: to };
}

/** With Shift or Alt, an arrow moves the item under the cursor. */
const ITEM_DIRECTIONS = new Map<KeyPress['type'], Direction>([
  ['move-up', 'up'],
  ['move-down', 'down'],
]);

/** Moves the item under the cursor, and the cursor with it. */
function moveItem({ order, cursor, isHeld }: OrderDraft, to: number): OrderDraft {
  const item = order.slice(cursor, cursor + 1);
  return { order: order.toSpliced(cursor, 1).toSpliced(to, 0, ...item), cursor: to, isHeld };
}
