/** The place of an item of a list, in pixels from the top. */
export interface Place {
  readonly top: number;
  readonly bottom: number;
}

/**
 * Returns the position to which an item has been dragged: an item that is passed makes room once the edge of the dragged one has
 * reached its middle.
 *
 * @param places Where the items were when the drag began.
 * @param by How far the item has been dragged down, in pixels.
 */
export function dropPosition(places: readonly Place[], from: number, by: number): number {
  const dragged = places[from];
  if (!dragged) return from;
  const middles = places.map(({ top, bottom }) => (top + bottom) / 2);
  const passed = (middle: number, index: number) =>
    index > from ? dragged.bottom + by >= middle : index < from && dragged.top + by <= middle;
  return by > 0
    ? Math.max(from, middles.findLastIndex(passed))
    : Math.min(from, ...middles.flatMap((middle, index) => (passed(middle, index) ? [index] : [])));
}

/** Returns by how many pixels an item gives way while another one is dragged past it. */
export function giveWay(places: readonly Place[], index: number, from: number, to: number): number {
  const dragged = places[from];
  if (!dragged || index === from) return 0;
  const [first, second] = places;
  const gap = first && second ? second.top - first.bottom : 0;
  const size = dragged.bottom - dragged.top + gap;
  if (index > from && index <= to) return -size;
  return index < from && index >= to ? size : 0;
}
