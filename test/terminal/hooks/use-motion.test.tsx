import { Text } from 'ink';
import { useState } from 'react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { useKeyPresses } from '../../../source/terminal/hooks/use-key-presses.ts';
import {
  MotionClock,
  MotionContext,
  easeOut,
  useMotion,
  useMovesUntilCovered,
} from '../../../source/terminal/hooks/use-motion.ts';
import { letterOf } from '../../../source/terminal/keys.ts';
import type { Stage } from '../../../source/view/stage.ts';
import { draw } from '../../helpers/render.tsx';
import { lobby, podium, reveal, stage, standings } from '../stages.ts';

function Movement({ id, onProgress }: { readonly id: string; readonly onProgress: (value: number) => void }) {
  const progress = useMotion(300, id);
  onProgress(progress);
  return <Text>{progress < 1 ? 'moving' : `${id} has arrived`}</Text>;
}

function TwoMovements({ onProgress }: { readonly onProgress: (value: number) => void }) {
  const [id, setId] = useState('first');
  useKeyPresses(() => setId('second'));
  return <Movement {...{ id, onProgress }} />;
}

describe('a movement', () => {
  it('goes from start to end once, and again when its key changes', async () => {
    const values: number[] = [];
    const { shows, press } = draw(
      <MotionContext value>
        <TwoMovements onProgress={(value) => values.push(value)} />
      </MotionContext>,
    );
    await shows('first has arrived');
    const first = values.splice(0);
    press('x');
    await shows('second has arrived');
    for (const way of [first, values]) {
      expect(way[0]).toBe(0);
      expect(way).toEqual(way.toSorted((a, b) => a - b));
      expect(way.at(-1)).toBe(1);
      // At most 12 frames a second.
      expect(way.length).toBeLessThanOrEqual(6);
    }
  });

  it('ends at once without motion', () => {
    const values: number[] = [];
    draw(<Movement id="only" onProgress={(value) => values.push(value)} />);
    expect(values).toEqual([1]);
  });
});

/** A screen that `c` covers and uncovers, and whose stage is the next one with each other key. */
function CoveredMovement({ stages }: { readonly stages: readonly Stage[] }) {
  const [index, setIndex] = useState(0);
  const [isCovered, setCovered] = useState(false);
  useKeyPresses((keyPress) => {
    if (letterOf(keyPress) === 'c') setCovered((before) => !before);
    else setIndex((before) => before + 1);
  });
  const shown = stages[index] ?? null;
  const moves = useMovesUntilCovered(shown, isCovered, false);
  if (isCovered) return <Text>covered</Text>;
  return <Text>{`${shown?.phase} ${moves ? 'moves' : 'is still'}`}</Text>;
}

describe('the screen of a phase', () => {
  it.each([
    ['moves again in the next phase after it was covered', reveal(), 'reveal is still', 'standings moves'],
    ['keeps moving in the lobby, where more players arrive', lobby(), 'lobby moves', 'standings moves'],
    ['keeps moving on a podium that is not over', podium(), 'podium moves', 'standings moves'],
  ])('%s', async (_, phase, uncovered, next) => {
    const stages = [stage(phase), stage(standings())];
    const { shows, press } = draw(
      <MotionContext value>
        <CoveredMovement stages={stages} />
      </MotionContext>,
    );
    await shows(`${phase.phase} moves`);
    press('c');
    await shows('covered');
    press('c');
    await shows(uncovered);
    press('n');
    await shows(next);
  });
});

describe('the clock that all movements share', () => {
  it('draws them together, and waits longer after more output', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const clock = new MotionClock();
    const drawn: string[] = [];
    clock.begin();
    clock.sent(6000);
    clock.onNextFrame(() => drawn.push('one'));
    vi.advanceTimersByTime(40);
    clock.onNextFrame(() => drawn.push('two'));
    clock.onNextFrame(() => drawn.push('cancelled'))();
    vi.advanceTimersByTime(50);
    // The first frame of the phase does not count.
    expect(drawn).toEqual(['one', 'two']);
    clock.sent(800);
    clock.onNextFrame(() => drawn.push('three'));
    vi.advanceTimersByTime(180);
    expect(drawn).not.toContain('three');
    vi.advanceTimersByTime(120);
    expect(drawn).toContain('three');
  });

  it('waits until another frame fits into the output of a second', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const clock = new MotionClock();
    let isDrawn = false;
    clock.sent(3000);
    vi.advanceTimersByTime(500);
    clock.sent(1000);
    clock.onNextFrame(() => {
      isDrawn = true;
    });
    vi.advanceTimersByTime(490);
    expect(isDrawn).toBe(false);
    vi.advanceTimersByTime(20);
    expect(isDrawn).toBe(true);
  });
});

describe('easeOut', () => {
  it('starts at 0, ends at 1, and slows down', () => {
    expect([0, 0.5, 1].map(easeOut)).toEqual([0, 0.875, 1]);
  });
});
