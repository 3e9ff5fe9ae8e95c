import { type Socket, createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import type { Bonjour } from 'bonjour-service';
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
    return bonjour;
  } catch {
    if (bonjour) bonjour.destroy();
    else socket.close();
    return undefined;
  }
}

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
