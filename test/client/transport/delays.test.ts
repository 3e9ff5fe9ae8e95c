import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Delays, backoffMs } from '../../../source/client/transport/delays.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

function delaysOnManualClock() {
  const clock = new ManualClock();
  const controller = new AbortController();
  return { clock, controller, delays: new Delays(clock, controller.signal) };
}

/** Whether a promise has been resolved by the end of this turn. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  let over = false;
  void wait.then(() => (over = true));
  await new Promise((resolve) => setImmediate(resolve));
  return over;
}

describe('Delays', () => {
  it('end after their time', async () => {
    const { clock, delays } = delaysOnManualClock();
    const wait = delays.wait(1000);
    clock.advance(999);
    expect(await isOver(wait)).toBe(false);
    clock.advance(1);
    expect(await isOver(wait)).toBe(true);
  });

  it('end together when interrupted, and later ones do not', async () => {
    const { delays } = delaysOnManualClock();
    const before = [delays.wait(1000), delays.wait(Infinity)];
    delays.interrupt();
    await Promise.all(before);
    expect(await isOver(delays.wait(1000))).toBe(false);
  });

  it('end when aborted, and later ones end at once', async () => {
    const { controller, delays } = delaysOnManualClock();
    const before = delays.wait(1000);
    controller.abort();
    await before;
    await delays.wait(1000);
  });
});

describe('backoffMs', () => {
  it('ranges from 0 to a bound that doubles from 250 ms to 5 s', () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 100, 10_000].map((failures) => backoffMs(failures, 1));
    expect(bounds).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000, 5000]);
    expect(backoffMs(3, 0)).toBe(0);
    expect(backoffMs(3, 0.25)).toBe(500);
  });

  it('stays within its bounds after any number of failures', () => {
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.nat(100_000), random, (failures, drawn) => {
        expect(backoffMs(failures, drawn)).toBeGreaterThanOrEqual(0);
        expect(backoffMs(failures, drawn)).toBeLessThanOrEqual(5000);
      }),
    );
  });
});
