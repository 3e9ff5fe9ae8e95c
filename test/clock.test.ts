import { describe, expect, it } from 'vitest';
import { systemClock } from '../source/clock.ts';

const EPOCH_MS = 1_800_000_000_000;

/** The machine's clock, with a monotonic and a wall clock that a test moves. */
function machine() {
  const time = { monotonic: 5000, wall: EPOCH_MS };
  const clock = systemClock({ monotonic: () => time.monotonic, wall: () => time.wall });
  return { time, since: () => clock.now() - EPOCH_MS };
}

describe('the system clock', () => {
  it('starts with the system time', () => {
    expect(machine().since()).toBe(0);
  });

  it('runs with the monotonic clock', () => {
    const { time, since } = machine();
    time.monotonic += 30_000;
    time.wall += 30_000;
    expect(since()).toBe(30_000);
  });

  it('includes time during which the monotonic clock stood still', () => {
    const { time, since } = machine();
    time.monotonic += 100;
    time.wall += 30_100;
    expect(since()).toBe(30_100);
    time.monotonic += 1000;
    time.wall += 1000;
    expect(since()).toBe(31_100);
  });

  it('ignores a system time that runs a little fast', () => {
    const { time, since } = machine();
    for (let seconds = 1; seconds <= 100; seconds++) {
      time.monotonic += 1000;
      time.wall += 1100;
      expect(since()).toBe(seconds * 1000);
    }
  });

  it('never goes back with the system time', () => {
    const { time, since } = machine();
    time.monotonic += 1000;
    time.wall -= 3_600_000;
    expect(since()).toBe(1000);
    time.monotonic += 1000;
    time.wall += 1000;
    expect(since()).toBe(2000);
  });
});
