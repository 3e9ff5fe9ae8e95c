import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws orders of lists: the same seed gives the same orders, on every machine. */
export function permuter(seed: string): <Item>(items: readonly Item[]) => Item[] {
  const random = xoroshiro128plus(hash(seed));
  // Fisher–Yates: each order is as likely as any other.
  return (items) => {
    const permuted = [...items];
    for (let last = permuted.length - 1; last > 0; last--) {
      const drawn = uniformInt(random, 0, last);
      permuted.push(...permuted.splice(drawn, 1));
    }
    return permuted;
  };
}

/** A number from 0 to 2^32 − 1 for a text: FNV-1a, 32 bits, over UTF-16 code units. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
