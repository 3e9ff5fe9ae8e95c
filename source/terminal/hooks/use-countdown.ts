import { createContext, useContext, useEffect, useReducer } from 'react';
import type { QuestionStage } from '../../view/stage.ts';

/** A moment to wait for, on the clock of `now`; all in milliseconds. */
export interface Deadline {
  readonly now: () => number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Where the clock stands still. */
  readonly pausedAt: number | null;
}

/** What is left: whole seconds (rounded up) and cells of a bar. */
export interface TimeLeft {
  readonly seconds: number;
  readonly cells: number;
}

/** Whether every clock on the screen stands still, and there is nothing to wait for. */
export const StandstillContext = createContext(false);

/** Never redraws more often than this for the bar alone. */
const BAR_STEP_MS = 100;

/**
 * The time that is left, drawn again only when the second changes (on time) or the bar of `width` cells does. Use it in a
 * component of its own, so that nothing else is drawn with it.
 */
export function useCountdown(deadline: Deadline, width: number): TimeLeft {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const left = leftOf(deadline);
  const isStandstill = useContext(StandstillContext);
  const delay = isStandstill ? null : nextChangeMs(deadline, left, width);
  // Without dependencies: each drawing plans the next one.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (delay === null) return;
    const timer = setTimeout(tick, delay);
    return () => clearTimeout(timer);
  });
  return {
    seconds: Math.ceil(left / 1000),
    cells: Math.ceil((left / totalOf(deadline)) * width),
  };
}

function leftOf({ now, endsAt, pausedAt }: Deadline): number {
  return Math.max(0, endsAt - (pausedAt ?? now()));
}

function totalOf({ startsAt, endsAt }: Deadline): number {
  return Math.max(1, endsAt - startsAt);
}

/** In how many milliseconds something to see changes; null for never. */
function nextChangeMs(deadline: Deadline, left: number, width: number): number | null {
  if (deadline.pausedAt !== null || left === 0) return null;
  const second = left - (Math.ceil(left / 1000) - 1) * 1000;
  const cellMs = totalOf(deadline) / Math.max(1, width);
  const cell = left - (Math.ceil(left / cellMs) - 1) * cellMs;
  return Math.ceil(Math.min(second, Math.max(BAR_STEP_MS, cell)));
}

/** When the question closes; null where it has no limit. */
export function deadlineOf(
  { openedAt, closesAt, pausedAt }: QuestionStage,
  now: () => number,
): Deadline | null {
  return closesAt === null ? null : { now, startsAt: openedAt, endsAt: closesAt, pausedAt };
}
