import type { RefObject, TargetedPointerEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GivenAnswer } from '../../client/player-seat.ts';
import { type OrderDraft, moveCursor, moveItem, pickUp } from '../../quiz/drafts/list-draft.ts';
import { indexesOf } from '../../quiz/questions/shown-question.ts';
import { type Place, dropPosition, giveWay } from './dragging.ts';
import { Shape, lookOf } from './option-look.tsx';

interface OrderListProps {
  readonly items: readonly string[];
  readonly draft: OrderDraft;
  /** The player's answer; null before there is one. */
  readonly given: GivenAnswer | null;
  readonly isOpen: boolean;
  readonly onChange: (draft: OrderDraft) => void;
}

/** An item that is being dragged. */
interface Drag {
  /** Identifies the finger or the mouse. */
  readonly pointer: number;
  readonly from: number;
  readonly startY: number;
  readonly by: number;
  readonly places: readonly Place[];
}

/** Items to arrange: by dragging, with the buttons beside them, or with the terminal's keys. */
export function OrderList({ items, draft, given, isOpen, onChange }: OrderListProps) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const locked = given && given.status !== 'rejected' ? indexesOf(given.value) : null;
  const order = locked ?? draft.order;
  const to = drag ? dropPosition(drag.places, drag.from, drag.by) : 0;
  useKeptFocus(list);

  const start = (event: TargetedPointerEvent<HTMLElement>, from: number) => {
    if (!isOpen || drag || event.button !== 0 || !list.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const places = Array.from(list.current.children, (item) => item.getBoundingClientRect());
    setDrag({ pointer: event.pointerId, from, startY: event.clientY, by: 0, places });
  };
  const drop = ({ from }: Drag) => {
    if (to !== from) onChange(moveItem({ ...draft, cursor: from, isHeld: false }, to));
    setDrag(null);
  };
  return (
    <ol class="items" aria-label="Items to arrange" ref={list} data-dragging={drag !== null}>
      {order.map((item, position) => {
        const text = items[item] ?? '';
        const isDragged = drag?.from === position;
        const shift = drag ? (isDragged ? drag.by : giveWay(drag.places, position, drag.from, to)) : 0;
        const isHeld = draft.isHeld && draft.cursor === position && locked === null;
        const move = (by: number) =>
          onChange(moveItem({ ...draft, cursor: position, isHeld: false }, position + by));
        return (
          <li
            key={item}
            class={`item ${lookOf('order', item)}`}
            data-state={locked ? 'locked' : isDragged || isHeld ? 'held' : 'free'}
            style={{ transform: shift === 0 ? '' : `translateY(${shift}px)` }}
          >
            <button
              type="button"
              class="item-handle"
              aria-label={`${text}, ${position + 1} of ${order.length}`}
              aria-pressed={isHeld}
              aria-disabled={!isOpen}
              onFocus={() =>
                draft.cursor !== position && onChange(moveCursor({ ...draft, isHeld: false }, position))
              }
              // A tap only begins a drag. A key, which has no pointer, picks the item up.
              onClick={({ detail }) =>
                isOpen && detail === 0 && onChange(pickUp({ ...draft, cursor: position }))
              }
              onPointerDown={(event) => start(event, position)}
              onPointerMove={({ clientY, pointerId }) =>
                drag?.pointer === pointerId && setDrag({ ...drag, by: clientY - drag.startY })
              }
              onPointerUp={({ pointerId }) => drag?.pointer === pointerId && drop(drag)}
              onPointerCancel={({ pointerId }) => drag?.pointer === pointerId && setDrag(null)}
            >
              <Shape index={item} />
              <span class="item-position">{position + 1}</span>
            </button>
            <span class="item-text">{text}</span>
            {locked ? (
              <span class="option-mark" aria-hidden="true">
                {given?.status === 'accepted' ? '✓' : '›'}
              </span>
            ) : (
              <>
                <MoveButton
                  text={text}
                  sign="↑"
                  to="up"
                  isOff={!isOpen || position === 0}
                  onMove={() => move(-1)}
                />
                <MoveButton
                  text={text}
                  sign="↓"
                  to="down"
                  isOff={!isOpen || position === order.length - 1}
                  onMove={() => move(1)}
                />
              </>
            )}
          </li>
        );
      })}
    </ol>
  );
}

interface MoveButtonProps {
  readonly text: string;
  readonly sign: string;
  readonly to: 'up' | 'down';
  readonly isOff: boolean;
  readonly onMove: () => void;
}

/** Stays focusable at the end of the list, because its item may have just been moved there. */
function MoveButton({ text, sign, to, isOff, onMove }: MoveButtonProps) {
  return (
    <button
      type="button"
      class="item-move"
      aria-label={`Move ${to}: ${text}`}
      aria-disabled={isOff}
      onClick={() => !isOff && onMove()}
    >
      {sign}
    </button>
  );
}

/** Restores the focus, which elements lose when they move within the page. */
function useKeptFocus(list: RefObject<HTMLElement | null>): void {
  const focused = document.activeElement;
  useLayoutEffect(() => {
    const isLost = focused !== document.activeElement && list.current?.contains(focused);
    if (isLost && focused instanceof HTMLElement) focused.focus();
  });
}
