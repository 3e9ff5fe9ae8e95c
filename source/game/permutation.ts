import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { hash } from './hash.ts';

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
