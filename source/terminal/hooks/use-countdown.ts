import { createContext, useContext, useEffect, useReducer } from 'react';
import type { QuestionStage } from '../../view/stage.ts';

/** A period that ends at a deadline, in milliseconds on the clock of `now`. */
export interface Deadline {
  readonly now: () => number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The time at which the clock was stopped; null while it runs. */
  readonly pausedAt: number | null;
}

/** The time left, in whole seconds (rounded up) and in cells of a bar. */
export interface TimeLeft {
  readonly seconds: number;
  readonly cells: number;
}

/** Whether all clocks on the screen are stopped, as in a replay that is not playing. */
export const StoppedClockContext = createContext(false);

/** The shortest time between redraws for the bar alone, and between any two, in milliseconds. */
const BAR_STEP_MS = 100;
const MIN_STEP_MS = 10;

/** The longest delay of a timer, in milliseconds: a longer one fires at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Far more than the longest time limit: there is no room for more digits. */
const MAX_SECONDS = 999;

/**
 * Returns the time left, and re-renders only when the second changes or the bar of `width` cells does. Use it in a leaf
 * component, so that nothing else re-renders with it.
 */
export function useCountdown(deadline: Deadline, width: number): TimeLeft {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const left = leftOf(deadline);
  const isStopped = useContext(StoppedClockContext);
  const delay = isStopped ? null : nextChangeMs(deadline, left, width);
  // Without dependencies, because each render schedules the next one.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (delay === null) return;
    const timer = setTimeout(tick, delay);
    return () => clearTimeout(timer);
  });
  return {
    seconds: Math.min(MAX_SECONDS, Math.ceil(left / 1000)),
    cells: Math.ceil((left / totalOf(deadline)) * width),
  };
}

/** Returns whether a moment has passed on the clock of `now`; false if there is none. Renders again when it passes. */
export function useHasPassed(at: number | null, now: () => number): boolean {
  const [, lookAgain] = useReducer((count: number) => count + 1, 0);
  const leftMs = at === null ? null : Math.max(0, at - now());
  // Without dependencies, because the estimate of the clock may have changed.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (leftMs === null || leftMs === 0) return;
    const timer = setTimeout(lookAgain, Math.min(Math.ceil(leftMs), MAX_TIMEOUT_MS));
    return () => clearTimeout(timer);
  });
  return leftMs === 0;
}

function leftOf({ now, endsAt, pausedAt }: Deadline): number {
  return Math.max(0, endsAt - (pausedAt ?? now()));
}

function totalOf({ startsAt, endsAt }: Deadline): number {
  return Math.max(1, endsAt - startsAt);
}

/** The time in milliseconds until the next visible change; null for never. */
function nextChangeMs(deadline: Deadline, left: number, width: number): number | null {
  if (deadline.pausedAt !== null || left === 0) return null;
  const second = left - (Math.ceil(left / 1000) - 1) * 1000;
  const cellMs = totalOf(deadline) / Math.max(1, width);
  const cell = left - (Math.ceil(left / cellMs) - 1) * cellMs;
  return Math.max(MIN_STEP_MS, Math.ceil(Math.min(second, Math.max(BAR_STEP_MS, cell))));
}

/** The deadline of an open question; null without a time limit. */
export function questionDeadline(
  { openedAt, closesAt, pausedAt }: QuestionStage,
  now: () => number,
): Deadline | null {
  return closesAt === null ? null : { now, startsAt: openedAt, endsAt: closesAt, pausedAt };
}
