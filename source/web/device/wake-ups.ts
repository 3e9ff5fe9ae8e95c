import type { Clock } from '../../clock.ts';

/** The parts of the browser that report when the device has woken up or changed its network. */
export interface WakingBrowser {
  readonly window: { addEventListener(event: 'online' | 'pageshow', listener: () => void): void };
  readonly document: {
    readonly visibilityState: DocumentVisibilityState;
    addEventListener(event: 'visibilitychange' | 'resume', listener: () => void): void;
  };
  readonly navigator: {
    /** Not in every browser. */
    readonly connection?: { addEventListener(event: 'change', listener: () => void): void } | undefined;
  };
}

/** How long to wait for more events, because one wake-up causes several, in milliseconds. */
const TOGETHER_MS = 100;

/**
 * Calls `wake` after the page becomes visible, returns from the history or from being frozen, or changes its network: its
 * connections may be dead, and its timers may be late.
 */
export function onWakeUp(
  { window, document, navigator }: WakingBrowser,
  clock: Clock,
  wake: () => void,
): void {
  let cancel: () => void = () => undefined;
  const soon = () => {
    cancel();
    cancel = clock.after(TOGETHER_MS, wake);
  };
  window.addEventListener('online', soon);
  window.addEventListener('pageshow', soon);
  document.addEventListener('resume', soon);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') soon();
  });
  navigator.connection?.addEventListener('change', soon);
}
