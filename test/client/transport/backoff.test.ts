import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs } from '../../../source/client/transport/delays.ts';

describe('backoffMs', () => {
  it('is anything from 0 to a bound that doubles from 250 ms to 5 s', () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 100, 10_000].map((tries) => backoffMs(tries, 1));
    expect(bounds).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000, 5000]);
    expect(backoffMs(3, 0)).toBe(0);
    expect(backoffMs(3, 0.25)).toBe(500);
  });

  it('stays within its bounds, however often it failed', () => {
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.nat(100_000), random, (tries, drawn) => {
        expect(backoffMs(tries, drawn)).toBeGreaterThanOrEqual(0);
        expect(backoffMs(tries, drawn)).toBeLessThanOrEqual(5000);
      }),
    );
  });
});
