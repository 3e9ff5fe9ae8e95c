import { type ScreenOptions, runScreen } from '../run.tsx';
import { HostApp, type HostAppProps, type HostOutcome } from './host-app.tsx';

/** Mounts the host's screen. */
export async function runHostScreen(
  props: Omit<HostAppProps, 'finish'>,
  options: Omit<ScreenOptions<HostOutcome>, 'interrupted'>,
): Promise<HostOutcome> {
  return runScreen<HostOutcome>((finish) => <HostApp {...props} finish={finish} />, {
    ...options,
    interrupted: 'interrupted',
  });
}
