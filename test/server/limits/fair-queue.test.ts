import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairQueue } from '../../../source/server/limits/fair-queue.ts';
import { SeededRandom } from '../../helpers/seeded-random.ts';

function newQueue(seed = 'seed'): FairQueue<string> {
  const random = new SeededRandom(seed);
  return new FairQueue(() => random.fraction());
}

describe('FairQueue', () => {
  it('draws groups equally often, however many items each has', () => {
    const queue = newQueue();
    const refill = (group: string) => queue.add(group, group);
    for (let index = 0; index < 100; index++) refill('large');
    refill('small');
    const drawn = { large: 0, small: 0 };
    for (let draw = 0; draw < 1000; draw++) {
      const group = queue.draw() === 'large' ? 'large' : 'small';
      drawn[group]++;
      refill(group);
    }
    expect(drawn.small).toBeGreaterThan(400);
    expect(drawn.small).toBeLessThan(600);
  });

  it('drops an item of the largest group most often', () => {
    const queue = newQueue();
    for (let index = 0; index < 1000; index++) queue.add('large', 'large');
    for (let index = 0; index < 10; index++) queue.add('small', 'small');
    const dropped = Array.from({ length: 100 }, () => queue.drop());
    expect(dropped.filter((item) => item === 'small').length).toBeLessThan(10);
  });

  it('returns each item once, unless it was removed', () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('add' as const), group: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ type: fc.constantFrom('draw' as const, 'drop' as const, 'remove' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.string(), (steps, seed) => {
        const queue = newQueue(seed);
        const left = new Map<string, string>();
        for (const [index, { type, ...rest }] of steps.entries()) {
          if ('group' in rest) {
            left.set(`item ${index}`, rest.group);
            queue.add(rest.group, `item ${index}`);
          } else if (type === 'remove') {
            const [item, group] = [...left][0] ?? ['none', 'a'];
            queue.remove(group, item);
            left.delete(item);
          } else {
            const item = type === 'draw' ? queue.draw() : queue.drop();
            expect(item !== undefined && left.delete(item)).toBe(item !== undefined);
          }
          expect(queue.size).toBe(left.size);
        }
        while (left.size > 0) expect(left.delete(queue.draw() ?? '')).toBe(true);
        expect(queue.draw()).toBeUndefined();
      }),
    );
  });
});
