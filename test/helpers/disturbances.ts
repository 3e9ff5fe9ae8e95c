import type { Dice } from './dice.ts';
import type { FaultPlayer } from './fault-player.ts';
import { pause } from './pause.ts';
import type { StoppableProxy } from './stoppable-proxy.ts';

/** What happens to a player's line; or the player comes in from another terminal as well. */
export type Disturbance = 'cut' | 'abandon' | 'stop' | 'duplicate';

export async function disturb(
  disturbance: Disturbance,
  player: FaultPlayer,
  network: StoppableProxy,
  dice: Dice,
): Promise<void> {
  switch (disturbance) {
    case 'duplicate':
      return player.join();
    case 'cut':
      return network.cut();
    case 'abandon':
      return network.abandon();
    case 'stop':
      network.stop();
      // The player's system sees at some time that nothing comes.
      await pause(dice.int(0, 30));
      return network.abandon();
  }
}
