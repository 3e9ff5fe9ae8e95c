import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Returns a function that shuffles lists. The same seed gives the same orders on every machine. */
export function permuter(seed: string): <Item>(items: readonly Item[]) => Item[] {
  const random = xoroshiro128plus(hash(seed));
  // Fisher–Yates: every order is equally likely.
  return (items) => {
    const permuted = [...items];
    for (let last = permuted.length - 1; last > 0; last--) {
      const drawn = uniformInt(random, 0, last);
      permuted.push(...permuted.splice(drawn, 1));
    }
    return permuted;
  };
}

/**
 * Hashes a text to a number from 0 to 2^32 − 1: 32-bit FNV-1a over UTF-16 code units, then the finaliser of MurmurHash3 (fmix32,
 * Austin Appleby, public domain). Without it, similar seeds would have similar hashes, and lead to similar random numbers.
 */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
