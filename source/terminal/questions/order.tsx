import type { GivenAnswer } from '../../client/player-seat.ts';
import {
  type GridDirection,
  type OrderDraft,
  asShown,
  moveCursor,
  moveInGrid,
  moveItem,
  orderToSend,
  pickUp,
} from '../../quiz/drafts/list-draft.ts';
import { indexesOf } from '../../quiz/questions/shown-question.ts';
import { ItemList } from './item-list.tsx';
import { type OptionLayout, fewestRowsForOptions, layOutItems, rowsForItems } from './option-layout.ts';
import { NOTE_WIDTH, OrderReveal } from './order-reveal.tsx';
import type { KeyResult, QuestionWidget } from './question-widget.ts';
import { type KeyPress, gridDirectionOf, indexOfDigit, letterOf } from '../keys.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/**
 * Questions with items to arrange in order. Space picks an item up or puts it down, arrows with Shift or Alt move it, and a digit moves it
 * to that position.
 */
export const order: QuestionWidget<OrderDraft, OptionLayout> = {
  takesLetters: false,
  createDraft: ({ items = [] }) => asShown(items),
  press,
  paste: (_text, draft) => draft,
  unsentAnswer: orderToSend,
  draftNote: ({ isConfirming }) => (isConfirming ? UNCHANGED_TEXTS : []),
  hints: ({ items = [] }, { isHeld }, { updown }) => [
    { key: 'Enter', label: 'send' },
    { key: 'space', label: isHeld ? 'put down' : 'pick up' },
    { key: updown, label: 'move' },
    { key: `1-${items.length}`, label: 'move to position' },
  ],
  answerRows: ({ items = [] }, columns) => ({
    minimum: fewestRowsForOptions(items),
    preferred: rowsForItems(items, columns),
  }),
  layOutAnswers: ({ items = [] }, { columns, rows }, ellipsis) => layOutItems(items, columns, rows, ellipsis),
  renderAnswers: ({ question, layout, draft, given }) => (
    <ItemList layout={layout} {...stateOf(question, draft, given)} />
  ),
  revealRows({ question: { items = [] } }, columns, asked) {
    const preferred = rowsForItems(items, columns, NOTE_WIDTH);
    return { minimum: fewestRowsForOptions(items), preferred, spacious: Math.max(asked.rows, preferred) };
  },
  measureReveal: ({ question: { items = [] } }, { columns, rows }) =>
    layOutItems(items, columns, rows, '', NOTE_WIDTH),
  renderReveal: (props) => <OrderReveal {...props} />,
};

function stateOf({ items = [] }: AskedQuestion, draft: OrderDraft | null, given: GivenAnswer | null) {
  const asShown = items.map((_, index) => index);
  if (given && given.status !== 'rejected') return { order: indexesOf(given.value), status: given.status };
  return draft ? { order: draft.order, pointed: draft.cursor, isHeld: draft.isHeld } : { order: asShown };
}

const UNCHANGED_TEXTS = [
  "You haven't moved anything. Press Enter again to send this order.",
  'Unchanged: Enter again sends it.',
];

function press(
  keyPress: KeyPress,
  draft: OrderDraft,
  _question: AskedQuestion,
  columns: number,
): KeyResult<OrderDraft> | undefined {
  if (keyPress.type === 'enter') {
    const answer = orderToSend(draft);
    return answer ? { type: 'answer', answer } : { type: 'draft', draft: { ...draft, isConfirming: true } };
  }
  const changed = change(keyPress, draft, columns);
  return changed && { type: 'draft', draft: changed };
}

function change(keyPress: KeyPress, draft: OrderDraft, columns: number): OrderDraft | undefined {
  const { order, cursor } = draft;
  if (letterOf(keyPress) === ' ') return pickUp(draft);
  const position = indexOfDigit(keyPress);
  if (position !== undefined) return position < order.length ? moveItem(draft, position) : undefined;
  const itemDirection = ITEM_DIRECTIONS.get(keyPress.type);
  if (itemDirection) return moveItem(draft, moveInGrid(cursor, order.length, columns, itemDirection));
  const direction = gridDirectionOf(keyPress);
  return direction && moveCursor(draft, moveInGrid(cursor, order.length, columns, direction));
}

/** With Shift or Alt, an arrow moves the item under the cursor. */
const ITEM_DIRECTIONS = new Map<KeyPress['type'], GridDirection>([
  ['move-up', 'up'],
  ['move-down', 'down'],
]);
