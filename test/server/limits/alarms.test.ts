import { describe, expect, it } from 'vitest';
import { Alarms } from '../../../source/server/limits/alarms.ts';
import { ManualClock } from '../../helpers/manual-clock.ts';

function newAlarms() {
  const clock = new ManualClock();
  const alarms = new Alarms(clock);
  let changes = 0;
  alarms.subscribe(() => changes++);
  const types = () => alarms.snapshot().map(({ type }) => type);
  return { clock, alarms, types, changes: () => changes };
}

describe('an alarm', () => {
  it('is shown for 30 s after it was last raised', () => {
    const { clock, alarms, types } = newAlarms();
    alarms.raise('pin-guessing');
    clock.advance(29_000);
    alarms.raise('pin-guessing');
    clock.advance(29_999);
    expect(types()).toEqual(['pin-guessing']);
    clock.advance(1);
    expect(types()).toEqual([]);
  });

  it('can be raised again once it is gone', () => {
    const { clock, alarms, types } = newAlarms();
    alarms.raise('pin-guessing');
    clock.advance(60_000);
    alarms.raise('pin-guessing');
    expect(types()).toEqual(['pin-guessing']);
  });

  it('changes the snapshot only when it begins and when it is over', () => {
    const { clock, alarms, changes } = newAlarms();
    for (let raised = 0; raised < 100; raised++) alarms.raise('join-flood');
    expect(changes()).toBe(1);
    expect(clock.pending).toBe(1);
    clock.advance(30_000);
    expect(changes()).toBe(2);
  });

  it('lasts independently of the other alarms, the newest of which is last', () => {
    const { clock, alarms, types } = newAlarms();
    alarms.raise('join-flood');
    clock.advance(10_000);
    alarms.raise('connection-flood');
    expect(types()).toEqual(['join-flood', 'connection-flood']);
    clock.advance(20_000);
    expect(types()).toEqual(['connection-flood']);
  });

  it('leaves no timer behind once alarms have stopped', () => {
    const { clock, alarms } = newAlarms();
    alarms.raise('pin-guessing');
    alarms.stop();
    alarms.raise('join-flood');
    expect(clock.pending).toBe(0);
  });
});
