import { type Socket, createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import type { Bonjour } from 'bonjour-service';
import { SERVICE_TYPE } from './announcement.ts';
import { SecondLimit } from '../../clock.ts';
import { readInterfaces, sortAddresses } from '../addresses/lan-addresses.ts';

/** The networks on which games are announced and searched for. */
export interface MulticastNetworks {
  /** Returns this machine's addresses now, one for each network. */
  readonly addresses: () => readonly string[];
  /** The port of multicast DNS. */
  readonly port: number;
}

/** All networks that this machine is on or, if there are none, loopback. */
export const localNetworks: MulticastNetworks = { addresses: multicastAddresses, port: 5353 };

/**
 * Joins multicast DNS on the network of one of this machine's addresses. Loads the library only now.
 *
 * Returns undefined if that fails: another program has the port to itself, or there is no multicast. Later errors are
 * ignored: discovery is a convenience, and its failure must not end a game.
 */
export async function openMulticast(address: string, port: number): Promise<Bonjour | undefined> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  let bonjour: Bonjour | undefined;
  try {
    // The bundled CommonJS module has only a default export.
    const { default: Bonjour } = await import('bonjour-service');
    await bind(socket, port);
    const options = { port, socket, interface: address, bind: false };
    bonjour = new Bonjour(options, () => undefined);
    // It joins the multicast group when its socket starts to listen, but ours is listening already.
    socket.emit('listening');
    // The library would emit errors that nobody listens for, which would end the process.
    socket.removeAllListeners('error').on('error', () => undefined);
    limitPackets(socket);
    return bonjour;
  } catch {
    if (bonjour) bonjour.destroy();
    else socket.close();
    return undefined;
  }
}

/** The maximum size of a packet, in bytes. An announced game takes less, and the library's time grows with the square of the size. */
const MAX_PACKET_BYTES = 1500;

/** The most queries, and the most responses, that are handled in a second. */
const MAX_PACKETS_PER_SECOND = 50;

/**
 * Passes only packets about games to the library, and few of them, because anybody on the network can send any number. Ignores
 * packets that the library cannot handle, because its errors would end the process.
 */
function limitPackets(socket: Socket): void {
  const handlers = socket.listeners('message');
  const queries = new SecondLimit(MAX_PACKETS_PER_SECOND);
  const responses = new SecondLimit(MAX_PACKETS_PER_SECOND);
  socket.removeAllListeners('message').on('message', (packet, sender) => {
    if (packet.length > MAX_PACKET_BYTES || !packet.includes(`_${SERVICE_TYPE}`)) return;
    const isResponse = (packet.readUInt8(2) & RESPONSE_BIT) !== 0;
    if ((isResponse ? responses : queries).count(performance.now()) > 0) return;
    try {
      for (const handle of handlers) Reflect.apply(handle, socket, [packet, sender]);
    } catch {
      // Malformed: discovery is a convenience, and its failure must not end a game.
    }
  });
}

/** The bit that marks a response, in the third byte of a DNS message (RFC 1035, section 4.1.1). */
const RESPONSE_BIT = 0x80;

/** The library's own socket would throw if its port is taken. */
async function bind(socket: Socket, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    // A socket that is bound to one address receives no multicast.
    socket.bind(port, '0.0.0.0', resolve);
  });
}

/** Returns one address for each interface, and virtual interfaces only if there are no others. */
function multicastAddresses(): string[] {
  const all = sortAddresses(readInterfaces()).filter(({ address }) => isIPv4(address));
  const first = all.filter((each, at) => all.findIndex((other) => other.interface === each.interface) === at);
  const others = first.filter(({ kind }) => kind !== 'virtual');
  return (others.length > 0 ? others : first).map(({ address }) => address);
}
