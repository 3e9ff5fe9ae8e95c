import type { Connection, ConnectionHandlers, Transport } from './transport.ts';
import type { Clock } from '../../clock.ts';
import type { Connection as ServerConnection } from '../../server/connection.ts';
import { PinGuard } from '../../server/limits/pin-guard.ts';
import type { Room } from '../../server/room/room.ts';
import { Visitor } from '../../server/room/visitor.ts';

/** A transport to a room in the same process, with the same messages as over a network. */
export function inProcessTransport(room: Room, clock: Clock): Transport {
  const guard = new PinGuard(room, clock);
  return { connect: (handlers) => connect(room, guard, clock, handlers) };
}

function connect(room: Room, guard: PinGuard, clock: Clock, handlers: ConnectionHandlers): Connection {
  let isClosed = false;
  // As on a network, nothing arrives in the same turn in which it was sent.
  const toClient = (deliver: () => void) => clock.soon(() => isClosed || deliver());
  const connection: ServerConnection = {
    address: 'in-process',
    writable: true,
    send: ({ text }) => toClient(() => handlers.onMessage(text)),
    close(_code, last) {
      if (last) this.send(last);
      toClient(() => {
        isClosed = true;
        visitor.disconnected();
        handlers.onClose({ message: 'The host has closed the connection.', isFinal: false });
      });
    },
  };
  const visitor = new Visitor(room, guard, clock, connection);
  toClient(() => handlers.onOpen('in-process'));
  return {
    send: (message) => clock.soon(() => visitor.receive(JSON.stringify(message), clock.now())),
    close() {
      isClosed = true;
      clock.soon(() => visitor.disconnected());
    },
  };
}
