import { isDeepStrictEqual } from 'node:util';
import { type GameLocation, joinCommands, joinableAddresses, listeningAddresses } from './game-location.ts';
import type { TlsIdentity } from './tls-identity.ts';
import type { Clock } from '../../clock.ts';
import type { LanAddress } from '../../network/addresses/lan-addresses.ts';
import { Store } from '../../store.ts';
import type { JoinInfo } from '../../terminal/index.ts';

/** How often to look up the addresses, in milliseconds. */
const INTERVAL_MS = 3000;

export interface AddressWatchOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly bind?: string | undefined;
  readonly tls?: TlsIdentity | undefined;
  /** Called when the addresses have changed, with a warning if the certificate is for none of them. */
  readonly onChange: (certificateMismatch: string | undefined) => void;
  /** Returns the addresses of this machine. Default: asks the system. */
  readonly find?: () => Promise<readonly LanAddress[]>;
}

export interface AddressWatch {
  readonly joining: Store<JoinInfo>;
  /** Shows this PIN from now on. */
  showPin(pin: string): void;
  close(): void;
}

/**
 * Keeps the information on how to join up to date until it is closed: a machine may join a network after its host has started,
 * or move to another one.
 *
 * @param found The addresses that `location` was made from.
 */
export function watchAddresses(
  location: GameLocation,
  found: readonly LanAddress[],
  { clock, onChange, bind, tls, find = () => listeningAddresses(bind) }: AddressWatchOptions,
): AddressWatch {
  const joining = new Store(joinInfoFor(location));
  let current = location;
  const show = (change: Partial<Pick<GameLocation, 'addresses' | 'pin'>>) => {
    current = { ...current, ...change };
    joining.update(joinInfoFor(current));
  };
  let last = found;
  let isClosed = false;
  let cancel = clock.after(INTERVAL_MS, look);
  async function look(): Promise<void> {
    const next = await find();
    if (isClosed) return;
    if (!isOffline(next) && !isDeepStrictEqual(next, last)) {
      last = next;
      const { addresses, certificateMismatch } = joinableAddresses(next, {
        tls,
        publicUrl: location.publicUrl,
      });
      show({ addresses });
      onChange(certificateMismatch);
    }
    cancel = clock.after(INTERVAL_MS, look);
  }
  return {
    joining,
    showPin(pin) {
      if (pin !== current.pin) show({ pin });
    },
    close() {
      isClosed = true;
      cancel();
    },
  };
}

/** A lost wireless network usually comes back with the same address, so that address stays on the screen. */
function isOffline(addresses: readonly LanAddress[]): boolean {
  return addresses.every(({ kind }) => kind === 'loopback');
}

function joinInfoFor(location: GameLocation): JoinInfo {
  const { pin, isClone = false } = location;
  return { commands: joinCommands(location), pin, isPageFirst: isClone };
}
