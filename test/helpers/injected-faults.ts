import type { SeededRandom } from './seeded-random.ts';
import type { FaultPlayer } from './fault-player.ts';
import { sleep } from './sleep.ts';
import type { FaultyNetwork } from './faulty-network.ts';

/** What happens to a player's line; or the player comes in from another terminal as well. */
export type InjectedFault = 'cut' | 'abandon' | 'stop' | 'duplicate';

export async function injectFault(
  disturbance: InjectedFault,
  player: FaultPlayer,
  network: FaultyNetwork,
  dice: SeededRandom,
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
      await sleep(dice.int(0, 30));
      return network.abandon();
  }
}
