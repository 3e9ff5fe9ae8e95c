import { useEffect } from 'react';
import type { HostSeat, PlayerStatus } from '../../server/room/host-seat.ts';
import { type LatestState, useLatestState } from './use-latest-state.ts';

/** The least time between two requests for the players, in milliseconds. */
const REFRESH_MS = 1000;

/** The players of a game while they are shown, kept up to date; null until they are known. */
export function usePlayers(seat: HostSeat, areShown: boolean): LatestState<readonly PlayerStatus[] | null> {
  const players = useLatestState<readonly PlayerStatus[] | null>(() => null);
  const { set } = players;
  useEffect(() => {
    if (!areShown) return;
    const stop = followPlayers(seat, set);
    return () => {
      stop();
      set(null);
    };
  }, [seat, areShown, set]);
  return players;
}

/** Calls `show` with the players now and after each change. Returns a function that stops it. */
function followPlayers(seat: HostSeat, show: (players: readonly PlayerStatus[]) => void): () => void {
  let isStopped = false;
  let isRecent = false;
  let hasChanged = false;
  let timer: NodeJS.Timeout | undefined;
  const refresh = async () => {
    isRecent = true;
    hasChanged = false;
    const players = await seat.players();
    if (isStopped) return;
    show(players);
    timer = setTimeout(() => {
      isRecent = false;
      if (hasChanged) void refresh();
    }, REFRESH_MS);
  };
  const unsubscribe = seat.subscribe(() => {
    hasChanged = true;
    if (!isRecent) void refresh();
  });
  void refresh();
  return () => {
    isStopped = true;
    unsubscribe();
    clearTimeout(timer);
  };
}
