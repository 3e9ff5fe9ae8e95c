import type { SeededRandom } from './seeded-random.ts';
import type { FaultPlayer } from './fault-player.ts';
import { sleep } from './sleep.ts';
import type { FaultyNetwork } from './faulty-network.ts';

/** A fault in a player's connection, or a second connection from another terminal. */
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
      // The player's system eventually notices the silence.
      await sleep(dice.int(0, 30));
      return network.abandon();
  }
}
