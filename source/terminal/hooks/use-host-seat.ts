import { useCallback, useSyncExternalStore } from 'react';
import type { HostSeat, HostSnapshot } from '../../server/host-seat.ts';

/** The host's snapshot, always the newest. */
export function useHostSeat(seat: HostSeat): HostSnapshot {
  const subscribe = useCallback((listener: () => void) => seat.subscribe(listener), [seat]);
  return useSyncExternalStore(subscribe, () => seat.snapshot());
}
