/** Options being selected. */
export interface OptionsDraft {
  /** The option that the arrow keys have moved to; -1 before they are used. */
  readonly pointed: number;
  /** The selected options, in ascending order. */
  readonly chosen: readonly number[];
}

/** An order being put together. */
export interface OrderDraft {
  /** The indexes of the items, in their current order. */
  readonly order: readonly number[];
  /** The position that the arrow keys have moved to. */
  readonly cursor: number;
  /** Whether the item under the cursor is picked up, so that moving the cursor moves it. */
  readonly isHeld: boolean;
  /** Whether the player has moved an item. */
  readonly isChanged: boolean;
  /** Whether the player has tried to send the order without having moved an item. A second attempt sends it as it is. */
  readonly isConfirming: boolean;
}

export const NO_OPTIONS: OptionsDraft = { pointed: -1, chosen: [] };

/** Selects or deselects an option. */
export function toggleOption({ chosen }: OptionsDraft, index: number): OptionsDraft {
  const others = chosen.filter((each) => each !== index);
  const wasChosen = others.length < chosen.length;
  return { pointed: index, chosen: wasChosen ? others : [...others, index].toSorted((a, b) => a - b) };
}

/** The order in which a question shows its items. */
export function asShown(items: readonly unknown[]): OrderDraft {
  return {
    order: items.map((_, index) => index),
    cursor: 0,
    isHeld: false,
    isChanged: false,
    isConfirming: false,
  };
}

/** Picks up the item under the cursor, or puts it down. */
export function pickUp(draft: OrderDraft): OrderDraft {
  return { ...draft, isHeld: !draft.isHeld, isConfirming: false };
}

/** Moves the cursor, and with it an item that is picked up. */
export function moveCursor(draft: OrderDraft, to: number): OrderDraft {
  return draft.isHeld ? moveItem(draft, to) : { ...draft, cursor: to, isConfirming: false };
}

/** Moves the item under the cursor, and the cursor with it. */
export function moveItem(draft: OrderDraft, to: number): OrderDraft {
  const { order, cursor } = draft;
  const item = order.slice(cursor, cursor + 1);
  const moved = order.toSpliced(cursor, 1).toSpliced(to, 0, ...item);
  const isChanged = draft.isChanged || to !== cursor;
  return { ...draft, order: moved, cursor: to, isChanged, isConfirming: false };
}

/**
 * Returns the answer to send when the player sends the order or time runs out. Null while nothing has been moved, unless the player has
 * already tried to send the order unchanged.
 */
export function orderToSend({ order, isChanged, isConfirming }: OrderDraft): readonly number[] | null {
  return isChanged || isConfirming ? order : null;
}

/** A movement in a grid. */
export type GridDirection = 'up' | 'down' | 'left' | 'right' | 'home' | 'end';

/** The new index after a movement in a grid. From -1, every direction leads to 0. */
export function moveInGrid(from: number, count: number, columns: number, direction: GridDirection): number {
  if (from < 0) return 0;
  const steps: Readonly<Record<GridDirection, number>> = {
    up: -columns,
    down: columns,
    left: -1,
    right: 1,
    home: -count,
    end: count,
  };
  const to = from + steps[direction];
  const isOutside = to < 0 || to >= count;
  if (isOutside && (direction === 'up' || direction === 'down')) return from;
  return Math.max(0, Math.min(count - 1, to));
}
