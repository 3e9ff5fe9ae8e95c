import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../clock.ts';
import { type PlaceOptions, type Reach, joinCommands, ownAddresses, placesToJoin } from './reach.ts';
import type { LanAddress } from '../../network/addresses/lan-addresses.ts';
import type { JoinInfo } from '../../terminal/index.ts';
import { Store } from '../../store.ts';

/** How often the networks are looked at again, in milliseconds. */
const LOOK_AGAIN_MS = 3000;

export interface WatchJoiningOptions extends PlaceOptions {
  readonly clock: Pick<Clock, 'after'>;
  /** Is called when the addresses have changed; where the certificate fits none of them, with what to say of it. */
  readonly onMoved: (misfit: string | undefined) => void;
  /** Gives the addresses of this machine. Default: asks the system. */
  readonly find?: () => Promise<readonly LanAddress[]>;
}

export interface JoiningWatch {
  readonly joining: Store<JoinInfo>;
  close(): void;
}

/**
 * How to get into a game, by the addresses of now: a host may be started before its machine is in a network, and taken to
 * another one. Looks until it is closed.
 *
 * @param found The addresses that `reach` was made from.
 */
export function watchJoining(
  reach: Reach,
  found: readonly LanAddress[],
  { clock, onMoved, bind, find = () => ownAddresses(bind), ...serving }: WatchJoiningOptions,
): JoiningWatch {
  const joining = new Store(joiningBy(reach));
  let last = found;
  let isClosed = false;
  let cancel = clock.after(LOOK_AGAIN_MS, look);
  async function look(): Promise<void> {
    const next = await find();
    if (isClosed) return;
    if (!isOffline(next) && !isDeepStrictEqual(next, last)) {
      last = next;
      const { addresses, misfit } = placesToJoin(next, serving);
      joining.update(joiningBy({ ...reach, addresses }));
      onMoved(misfit);
    }
    cancel = clock.after(LOOK_AGAIN_MS, look);
  }
  return {
    joining,
    close() {
      isClosed = true;
      cancel();
    },
  };
}

/** A network that is gone for a moment, as wireless ones are, mostly comes back as it was: its address stays on the screen. */
function isOffline(addresses: readonly LanAddress[]): boolean {
  return addresses.every(({ kind }) => kind === 'loopback');
}

function joiningBy(reach: Reach): JoinInfo {
  return { commands: joinCommands(reach), pin: reach.pin };
}
