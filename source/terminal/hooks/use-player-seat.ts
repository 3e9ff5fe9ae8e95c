import { useCallback, useSyncExternalStore } from 'react';
import type { PlayerSeat, PlayerSnapshot } from '../../client/player-seat.ts';

/** The player's snapshot, always the newest. */
export function usePlayerSeat(seat: PlayerSeat): PlayerSnapshot {
  const subscribe = useCallback((listener: () => void) => seat.subscribe(listener), [seat]);
  return useSyncExternalStore(subscribe, () => seat.snapshot());
}
