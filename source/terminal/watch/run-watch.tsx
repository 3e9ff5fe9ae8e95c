import { type ScreenOptions, runScreen } from '../run.tsx';
import { WatchApp, type WatchAppProps, type WatchOutcome } from './watch-app.tsx';

/** Mounts the screen of who looks on. */
export async function runWatchScreen(
  props: Omit<WatchAppProps, 'finish'>,
  options: Omit<ScreenOptions<WatchOutcome>, 'interrupted'>,
): Promise<WatchOutcome> {
  return runScreen<WatchOutcome>((finish) => <WatchApp {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
