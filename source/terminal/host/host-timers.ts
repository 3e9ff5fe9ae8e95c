import { useCallback, useEffect, useState } from 'react';
import { type LatestState, useLatestState } from '../hooks/use-latest-state.ts';
import { type Stage, phaseIdOf } from '../../view/stage.ts';

/** By default, how long the space bar is ignored after a change of phase, in milliseconds: a double press must not skip a screen. */
const SETTLE_MS = 500;

interface SettledPhase {
  /** Whether the phase on the screen has been shown for long enough. */
  readonly isSettled: boolean;
  /** The same for the newest stage, which may not be on the screen yet. */
  readonly isNow: (stage: Stage) => boolean;
}

/** Whether the current phase has been shown long enough for the space bar to count. The first one counts at once. */
export function useSettledPhase(stage: Stage, settleMs = SETTLE_MS): SettledPhase {
  const id = phaseIdOf(stage);
  const settled = useLatestState(() => id);
  const { set, latest } = settled;
  useEffect(() => {
    const timer = setTimeout(() => set(id), settleMs);
    return () => clearTimeout(timer);
  }, [id, settleMs, set]);
  const isNow = (newest: Stage) => settleMs === 0 || latest() === phaseIdOf(newest);
  return { isSettled: settleMs === 0 || settled.value === id, isNow };
}

/** A message that disappears after a few seconds, and a function that shows one. */
export function useNotice(): [notice: string | null, show: (message: string | null) => void] {
  const [notice, setNotice] = useState<{ readonly message: string } | null>(null);
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const show = useCallback((message: string | null) => setNotice(message === null ? null : { message }), []);
  return [notice?.message ?? null, show];
}

/** Whether Ctrl+C was pressed a few seconds ago: the second one ends the game. */
export function useInterruption(): LatestState<boolean> {
  const interruption = useLatestState(() => false);
  const { value, set } = interruption;
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => set(false), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [value, set]);
  return interruption;
}

const NOTICE_MS = 4000;
