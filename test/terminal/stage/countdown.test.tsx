import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoppedClockContext } from '../../../source/terminal/hooks/use-countdown.ts';
import { CountdownBar } from '../../../source/terminal/stage/countdown.tsx';
import { draw } from '../../helpers/render.tsx';
import { NOW } from '../stages.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a countdown', () => {
  it('counts whole seconds, rounded up, on time', async () => {
    const { screen } = countdown(20_000);
    expect(screen()).toContain('20 s');
    await pass(999);
    expect(screen()).toContain('20 s');
    await pass(2);
    expect(screen()).toContain('19 s');
    await pass(14_000);
    expect(screen()).toContain(' 5 s');
    await pass(6000);
    expect(screen()).toContain(' 0 s');
  });

  it('shrinks its bar as time passes', async () => {
    const { screen } = countdown(20_000);
    const cells = () => screen().match(/▆/gu)?.length ?? 0;
    const full = cells();
    expect(full).toBeGreaterThan(30);
    await pass(10_000);
    expect(Math.abs(cells() - full / 2)).toBeLessThanOrEqual(1);
    await pass(10_001);
    expect(cells()).toBe(0);
  });

  it('redraws at most ten times a second, and never after its end', async () => {
    const { frames } = countdown(5000);
    const first = frames();
    await pass(5001);
    const drawn = frames() - first;
    expect(drawn).toBeGreaterThan(20);
    expect(drawn).toBeLessThanOrEqual(55);
    const last = frames();
    await pass(10_000);
    expect(frames()).toBe(last);
  });

  it('never redraws while it is paused', async () => {
    const { frames, screen } = countdown(20_000, NOW + 4000);
    expect(screen()).toContain('PAUSED');
    expect(screen()).toContain('16 s');
    const first = frames();
    await pass(10_000);
    expect(frames()).toBe(first);
  });

  it('never redraws while all clocks are stopped', async () => {
    // Just above a whole second: the next change would be near.
    const deadline = { now: () => NOW + 1, startsAt: NOW, endsAt: NOW + 20_002, pausedAt: null };
    const bar = <CountdownBar deadline={deadline} columns={60} />;
    const { frames, screen } = draw(<StoppedClockContext value>{bar}</StoppedClockContext>);
    expect(screen()).toContain('21 s');
    expect(screen()).not.toContain('PAUSED');
    const first = frames();
    await pass(10_000);
    expect(frames()).toBe(first);
  });
});

function countdown(lengthMs: number, pausedAt: number | null = null) {
  const begun = performance.now();
  const now = () => NOW + performance.now() - begun;
  const deadline = { now, startsAt: NOW, endsAt: NOW + lengthMs, pausedAt };
  return draw(<CountdownBar deadline={deadline} columns={60} />, { columns: 60, rows: 2 });
}

/** Advances the clock in small steps, so that Ink can draw in between. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 20) {
    await vi.advanceTimersByTimeAsync(Math.min(20, left));
    await new Promise(setImmediate);
  }
}
