import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { hash } from '../../source/game/shuffle.ts';

/** A random number generator: the same seed gives the same sequence. */
export class SeededRandom {
  readonly #random: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: string) {
    this.#random = xoroshiro128plus(hash(seed));
  }

  /** Returns an integer from `least` to `most`, inclusive. */
  int(least: number, most: number): number {
    return uniformInt(this.#random, least, most);
  }

  /** Returns a number from 0 to 1. */
  fraction(): number {
    return this.int(0, 1e9) / 1e9;
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<Item>(items: readonly [Item, ...(readonly Item[])]): Item {
    return items[this.int(0, items.length - 1)] ?? items[0];
  }
}
