import { describe, expect, it } from 'vitest';
import { EventLoopWatch } from '../../../source/server/room/event-loop-watch.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

function watched() {
  const clock = new ManualClock();
  const start = clock.now();
  const lost: [downSince: number, now: number][] = [];
  const watch = new EventLoopWatch(clock, {
    onLostTime: (downSince, now) => lost.push([downSince - start, now - start]),
  });
  return { clock, watch, lost };
}

describe('lost time', () => {
  it('is noticed by the first message after it', () => {
    const { clock, watch, lost } = watched();
    clock.advance(400);
    clock.sleep(30_000);
    watch.check(clock.now());
    expect(lost).toEqual([[400, 30_400]]);
  });

  it('is noticed by the first timer after it', () => {
    const { clock, lost } = watched();
    clock.advance(400);
    clock.sleep(30_000);
    clock.advance(0);
    expect(lost).toEqual([[400, 30_400]]);
  });

  it('is reported once', () => {
    const { clock, watch, lost } = watched();
    clock.sleep(30_000);
    watch.check(clock.now());
    watch.check(clock.now());
    clock.advance(1000);
    expect(lost).toHaveLength(1);
  });

  it('starts at the last message if that is later than the last timer', () => {
    const { clock, watch, lost } = watched();
    clock.advance(150);
    watch.check(clock.now());
    clock.sleep(3000);
    watch.check(clock.now());
    expect(lost).toEqual([[150, 3150]]);
  });

  it('does not include time during which nobody sends anything', () => {
    const { clock, lost } = watched();
    clock.advance(3_600_000);
    expect(lost).toEqual([]);
  });

  it('does not include gaps of 2 s or less', () => {
    const { clock, watch, lost } = watched();
    watch.check(clock.now());
    clock.sleep(2000);
    watch.check(clock.now());
    expect(lost).toEqual([]);
  });

  it('is not reported after a stop', () => {
    const { clock, watch, lost } = watched();
    watch.stop();
    clock.sleep(30_000);
    watch.check(clock.now());
    expect([lost, clock.pending]).toEqual([[], 0]);
  });
});

describe('the lag of the event loop', () => {
  it('is 0 while its timers fire in time', () => {
    const { clock, watch } = watched();
    clock.advance(5000);
    expect([watch.lagMs(clock.now()), watch.busyMs]).toEqual([0, 0]);
  });

  it('is how late its own timer is', () => {
    const { clock, watch } = watched();
    clock.sleep(1200);
    expect(watch.lagMs(clock.now())).toBe(1000);
  });

  it('is the greatest lateness in the last second', () => {
    const { clock, watch } = watched();
    for (const blockMs of [300, 800, 500]) {
      clock.sleep(blockMs);
      clock.advance(0);
    }
    expect(watch.lagMs(clock.now())).toBe(600);
    clock.advance(600);
    expect(watch.lagMs(clock.now())).toBe(300);
    clock.advance(1000);
    expect(watch.lagMs(clock.now())).toBe(0);
  });

  it('includes the turn before the current one', () => {
    const { clock, watch } = watched();
    clock.sleep(500);
    clock.advance(0);
    clock.sleep(900);
    expect(watch.lagMs(clock.now())).toBe(300 + 700);
  });

  it('is measured more often on request', () => {
    const { clock, watch } = watched();
    watch.watchClosely(true);
    clock.sleep(50);
    expect(watch.lagMs(clock.now())).toBe(30);
  });

  it('does not include lost time', () => {
    const { clock, watch } = watched();
    clock.sleep(30_000);
    watch.check(clock.now());
    expect(watch.lagMs(clock.now())).toBe(0);
    expect(watch.busyMs).toBe(29_800);
  });

  it('adds up over time', () => {
    const { clock, watch } = watched();
    for (const blockMs of [300, 800]) {
      clock.sleep(blockMs);
      clock.advance(0);
    }
    expect(watch.busyMs).toBe(700);
  });
});

describe('the recent busy time of the event loop', () => {
  it('is its lateness in the last 10 s', () => {
    const { clock, watch } = watched();
    clock.advance(20_000);
    clock.sleep(1200);
    expect(watch.recentBusyMs).toBe(1000);
    clock.advance(9000);
    expect(watch.recentBusyMs).toBe(1000);
    clock.advance(2000);
    expect(watch.recentBusyMs).toBe(0);
  });

  it('includes all the time that was just lost', () => {
    const { clock, watch } = watched();
    clock.advance(20_000);
    clock.sleep(3_600_200);
    expect(watch.recentBusyMs).toBe(3_600_000);
    clock.advance(9000);
    expect(watch.recentBusyMs).toBe(3_600_000);
    clock.advance(2000);
    expect(watch.recentBusyMs).toBe(0);
  });
});

describe('a deadline of a client', () => {
  /** A deadline of 5 s, and whether it has passed. */
  function deadline() {
    const { clock, watch } = watched();
    const passedAt: number[] = [];
    const start = clock.now();
    const cancel = watch.after(5000, () => passedAt.push(clock.now() - start));
    return { clock, passedAt, cancel };
  }

  it('passes in time if the server is not busy', () => {
    const { clock, passedAt } = deadline();
    clock.advance(60_000);
    expect(passedAt).toEqual([5000]);
  });

  it('does not count time during which the server was busy', () => {
    const { clock, passedAt } = deadline();
    clock.advance(1000);
    clock.sleep(1200);
    clock.advance(60_000);
    expect(passedAt).toEqual([6000]);
  });

  it('does not count lost time', () => {
    const { clock, passedAt } = deadline();
    clock.advance(1000);
    clock.sleep(30_200);
    clock.advance(60_000);
    expect(passedAt).toEqual([35_000]);
  });

  it('can be cancelled', () => {
    const { clock, passedAt, cancel } = deadline();
    clock.advance(1000);
    clock.sleep(4200);
    clock.advance(0);
    cancel();
    clock.advance(60_000);
    expect(passedAt).toEqual([]);
  });
});
