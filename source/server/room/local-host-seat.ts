import type { HostSeat } from './host-seat.ts';
import type { Room } from './room.ts';

/** Returns the host's seat of a room in the same thread. */
export function localHostSeat(room: Room): HostSeat {
  return {
    snapshot: () => room.snapshot(),
    subscribe: (listener) => room.subscribe(listener),
    now: () => room.now(),
    async command(command) {
      const before = room.gameNumber;
      const rejection = room.command(command);
      // If many players play again, it takes several turns of the event loop until the room shows the next game.
      if (command.type === 'again' && rejection === null) await nextGame(room, before);
      return rejection;
    },
    players: async () => room.players(),
    disputable: async () => room.disputable(),
    preview: async () => room.preview(),
  };
}

function nextGame(room: Room, before: number): Promise<void> {
  return new Promise((resolve) => {
    const resolveIfShown = () => {
      if (room.gameNumber === before) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = room.subscribe(resolveIfShown);
    resolveIfShown();
  });
}
