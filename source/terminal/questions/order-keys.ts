import { type Direction, type KeyPress, directionOf, letterOf } from '../keys.ts';
import type { KeyResult, QuestionKeys } from './question-widget.ts';
import type { AskedQuestion } from '../../view/stage.ts';

/** An order that is being made. */
export interface OrderDraft {
  /** Indexes of the items, as they stand now. */
  readonly order: readonly number[];
  /** The place that the arrows are on. */
  readonly cursor: number;
  /** The item there is picked up: it goes with the arrows. */
  readonly isHeld: boolean;
}

/** Space picks an item up and puts it down; with Shift or Alt the arrows move it at once; a digit is the place it goes to. */
export const orderKeys: QuestionKeys<OrderDraft> = {
  takesLetters: false,
  createDraft: ({ items = [] }) => ({ order: items.map((_, index) => index), cursor: 0, isHeld: false }),
  press,
  paste: (_text, draft) => draft,
  hints: ({ items = [] }, { isHeld }, { updown }) => [
    { key: 'Enter', label: 'send' },
    { key: 'space', label: isHeld ? 'put down' : 'pick up' },
    { key: updown, label: 'move' },
    { key: `1-${items.length}`, label: 'to this place' },
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
  const letter = letterOf(keyPress);
  if (letter === ' ') return { ...draft, isHeld: !isHeld };
  const place = letter === undefined ? -1 : DIGITS.indexOf(letter);
  if (place >= 0) return place < order.length ? carry(draft, place) : undefined;
  const carried = CARRIED.get(keyPress.type);
  if (carried) return carry(draft, moveInGrid(cursor, order.length, columns, carried));
  const direction = directionOf(keyPress);
  if (!direction) return undefined;
  const to = moveInGrid(cursor, order.length, columns, direction);
  return isHeld ? carry(draft, to) : { ...draft, cursor: to };
}

const DIGITS = Array.from('12345678');

const CARRIED = new Map<KeyPress['type'], Direction>([
  ['carry-up', 'up'],
  ['carry-down', 'down'],
]);

/** The item under the cursor goes to another place, and the cursor with it. */
function carry({ order, cursor, isHeld }: OrderDraft, to: number): OrderDraft {
  const item = order.slice(cursor, cursor + 1);
  return { order: order.toSpliced(cursor, 1).toSpliced(to, 0, ...item), cursor: to, isHeld };
}

/** The index that a key moves to, of `count` in a grid of `columns`; page keys move nowhere. From -1 all move to 0. */
export function moveInGrid(from: number, count: number, columns: number, direction: Direction): number {
  if (from < 0) return 0;
  const steps: Readonly<Record<Direction, number>> = {
    up: -columns,
    down: columns,
    left: -1,
    right: 1,
    'page-up': 0,
    'page-down': 0,
    home: -count,
    end: count,
  };
  const to = from + steps[direction];
  const isOutside = to < 0 || to >= count;
  if (isOutside && (direction === 'up' || direction === 'down')) return from;
  return Math.max(0, Math.min(count - 1, to));
}
