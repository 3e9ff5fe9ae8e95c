import { type ScreenOptions, runScreen } from '../run.tsx';
import { PlayerApp, type PlayerAppProps, type PlayerOutcome } from './player-app.tsx';

/** Mounts the player's screen. */
export async function runPlayerScreen(
  props: Omit<PlayerAppProps, 'finish'>,
  options: Omit<ScreenOptions<PlayerOutcome>, 'interrupted'>,
): Promise<PlayerOutcome> {
  return runScreen<PlayerOutcome>((finish) => <PlayerApp {...props} finish={finish} />, {
    ...options,
    interrupted: { type: 'interrupted' },
  });
}
