import {
  type GridDirection,
  type KeyPress,
  gridDirectionOf,
  indexOfDigit,
  letterOf,
  moveInGrid,
} from '../keys.ts';
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
  /** Whether the player has moved an item. */
  readonly isChanged: boolean;
  /** Whether the player has pressed Enter without having moved an item. A second Enter sends the order as it is. */
  readonly isConfirming: boolean;
}

/** Space picks an item up or puts it down, arrows with Shift or Alt move it, and a digit moves it to that position. */
export const orderKeys: QuestionKeys<OrderDraft> = {
  takesLetters: false,
  createDraft: ({ items = [] }) => ({
    order: items.map((_, index) => index),
    cursor: 0,
    isHeld: false,
    isChanged: false,
    isConfirming: false,
  }),
  press,
  paste: (_text, draft) => draft,
  unsentAnswer: ({ order, isChanged }) => (isChanged ? order : null),
  draftNote: ({ isConfirming }) => (isConfirming ? UNCHANGED_TEXTS : []),
  hints: ({ items = [] }, { isHeld }, { updown }) => [
    { key: 'Enter', label: 'send' },
    { key: 'space', label: isHeld ? 'put down' : 'pick up' },
    { key: updown, label: 'move' },
    { key: `1-${items.length}`, label: 'move to position' },
  ],
};

const UNCHANGED_TEXTS = [
  'You have moved nothing. Press Enter again to send this order.',
  'Unchanged: Enter again sends it.',
];

function press(
  keyPress: KeyPress,
  draft: OrderDraft,
  _question: AskedQuestion,
  columns: number,
): KeyResult<OrderDraft> | undefined {
  if (keyPress.type === 'enter') {
    return draft.isChanged || draft.isConfirming
      ? { type: 'answer', answer: draft.order }
      : { type: 'draft', draft: { ...draft, isConfirming: true } };
  }
  const changed = change(keyPress, draft, columns);
  return changed && { type: 'draft', draft: { ...changed, isConfirming: false } };
}

function change(keyPress: KeyPress, draft: OrderDraft, columns: number): OrderDraft | undefined {
  const { order, cursor, isHeld } = draft;
  if (letterOf(keyPress) === ' ') return { ...draft, isHeld: !isHeld };
  const position = indexOfDigit(keyPress);
  if (position !== undefined) return position < order.length ? moveItem(draft, position) : undefined;
  const itemDirection = ITEM_DIRECTIONS.get(keyPress.type);
  if (itemDirection) return moveItem(draft, moveInGrid(cursor, order.length, columns, itemDirection));
  const direction = gridDirectionOf(keyPress);
  if (!direction) return undefined;
  const to = moveInGrid(cursor, order.length, columns, direction);
  return isHeld ? moveItem(draft, to) : { ...draft, cursor: to };
}

/** With Shift or Alt, an arrow moves the item under the cursor. */
const ITEM_DIRECTIONS = new Map<KeyPress['type'], GridDirection>([
  ['move-up', 'up'],
  ['move-down', 'down'],
]);

/** Moves the item under the cursor, and the cursor with it. */
function moveItem(draft: OrderDraft, to: number): OrderDraft {
  const { order, cursor } = draft;
  const item = order.slice(cursor, cursor + 1);
  const moved = order.toSpliced(cursor, 1).toSpliced(to, 0, ...item);
  return { ...draft, order: moved, cursor: to, isChanged: draft.isChanged || to !== cursor };
}
