/**
 * Items that wait to be drawn, in groups. Each draw picks a group at random, then one of its items at random: nobody gains by waiting
 * with more items in one group, or by having been first.
 */
export class FairQueue<Item> {
  readonly #random: () => number;
  readonly #byGroup = new Map<string, Item[]>();
  /** The keys of `#byGroup`, to pick one of them. */
  readonly #groups: string[] = [];
  #size = 0;

  /** @param random Returns a number from 0 to 1. */
  constructor(random: () => number) {
    this.#random = random;
  }

  /** The number of items. */
  get size(): number {
    return this.#size;
  }

  add(group: string, item: Item): void {
    this.#size++;
    const items = this.#byGroup.get(group);
    if (items) return void items.push(item);
    this.#byGroup.set(group, [item]);
    this.#groups.push(group);
  }

  /** Removes an item that is no longer waiting. */
  remove(group: string, item: Item): void {
    this.#removeAt(group, this.#byGroup.get(group)?.indexOf(item) ?? -1);
  }

  /** Removes and returns the item whose turn it is; undefined if there is none. */
  draw(): Item | undefined {
    const group = this.#groups[this.#randomIndex(this.#groups.length)];
    if (group === undefined) return undefined;
    return this.#removeAt(group, this.#randomIndex(this.#byGroup.get(group)?.length ?? 0));
  }

  /** Removes and returns any item, each with the same probability: those of the largest group are the most likely. */
  drop(): Item | undefined {
    let index = this.#randomIndex(this.#size);
    for (const [group, items] of this.#byGroup) {
      if (index < items.length) return this.#removeAt(group, index);
      index -= items.length;
    }
    return undefined;
  }

  #randomIndex(length: number): number {
    return Math.min(length - 1, Math.floor(this.#random() * length));
  }

  #removeAt(group: string, index: number): Item | undefined {
    const items = this.#byGroup.get(group);
    if (!items || index < 0) return undefined;
    const item = swapOut(items, index);
    this.#size--;
    if (items.length === 0) {
      this.#byGroup.delete(group);
      swapOut(this.#groups, this.#groups.indexOf(group));
    }
    return item;
  }
}

/** Removes the element at an index and moves the last one there, which takes the same time however long the list is. */
function swapOut<Element>(list: Element[], index: number): Element | undefined {
  const [removed, last] = [list[index], list.pop()];
  if (index < list.length && last !== undefined) list[index] = last;
  return removed;
}
