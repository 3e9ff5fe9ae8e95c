import type { HostSeat } from './host-seat.ts';
import type { Room } from './room.ts';

/** Returns the host's seat of a room in the same thread. */
export function localHostSeat(room: Room): HostSeat {
  return {
    snapshot: () => room.snapshot(),
    subscribe: (listener) => room.subscribe(listener),
    now: () => room.now(),
    command: async (command) => room.command(command),
    players: async () => room.players(),
  };
}
