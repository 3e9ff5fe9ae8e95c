import { describe, expect, it } from 'vitest';
import { Delays } from '../../../source/client/transport/delays.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

function waits() {
  const clock = new ManualClock();
  const gone = new AbortController();
  return { clock, gone, all: new Delays(clock, gone.signal) };
}

/** Whether a promise is resolved once all that can happen now has happened. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  let over = false;
  void wait.then(() => (over = true));
  await new Promise((resolve) => setImmediate(resolve));
  return over;
}

describe('waits', () => {
  it('are over after their time', async () => {
    const { clock, all } = waits();
    const wait = all.wait(1000);
    clock.advance(999);
    expect(await isOver(wait)).toBe(false);
    clock.advance(1);
    expect(await isOver(wait)).toBe(true);
  });

  it('are ended all at once, and those that begin later are not', async () => {
    const { all } = waits();
    const before = [all.wait(1000), all.wait(Infinity)];
    all.interrupt();
    await Promise.all(before);
    expect(await isOver(all.wait(1000))).toBe(false);
  });

  it('are ended by their signal, and none begins after it', async () => {
    const { gone, all } = waits();
    const before = all.wait(1000);
    gone.abort();
    await before;
    await all.wait(1000);
  });
});
