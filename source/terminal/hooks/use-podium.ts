import { useContext, useEffect, useReducer } from 'react';
import { PLACE_MS } from '../../game/podium.ts';
import type { PodiumStage, Stage } from '../../view/stage.ts';
import { type PodiumProgress, podiumProgress } from '../../words/podium.ts';
import { StoppedClockContext } from './use-countdown.ts';

/** The longest wait before another look at the clock, in milliseconds. A host may name any time. */
const MAX_WAIT_MS = 60_000;
const MIN_WAIT_MS = 10;

/** Returns how far a podium has come, and re-renders with each place. Anything else counts as shown. */
export function usePodium(stage: Stage | null, now: () => number): PodiumProgress {
  const [, tick] = useReducer((count: number) => count + 1, 0);
  const isStopped = useContext(StoppedClockContext);
  const at = now();
  const progress = podiumProgress(stage, at);
  const waitMs =
    stage?.phase === 'podium' && !progress.isOver && !isStopped ? untilNextPlace(stage, progress, at) : null;
  // Without dependencies, because each render schedules the next one.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    if (waitMs === null) return;
    const timer = setTimeout(tick, waitMs);
    return () => clearTimeout(timer);
  });
  return progress;
}

function untilNextPlace({ shownAt }: PodiumStage, { shown }: PodiumProgress, at: number): number {
  return Math.max(MIN_WAIT_MS, Math.min(MAX_WAIT_MS, Math.ceil(shownAt + shown * PLACE_MS - at)));
}
