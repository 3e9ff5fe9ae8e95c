import { type Socket, createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import type { Bonjour } from 'bonjour-service';
import { readInterfaces, sortAddresses } from '../addresses/lan-addresses.ts';

/** Where games are announced and looked for. */
export interface Neighbourhood {
  /** The addresses of this machine, one for each network that it takes part in. */
  readonly addresses: () => readonly string[];
  /** Of multicast DNS. */
  readonly port: number;
}

/** All networks that this machine is in now; itself where it is in none. */
export const neighbourhood: Neighbourhood = { addresses: multicastAddresses, port: 5353 };

/**
 * Takes part in multicast DNS on the network of one of this machine's addresses. Loads what it needs for that only now.
 *
 * @returns Undefined where that cannot be: somebody keeps the port for himself, or there is no multicast. Nothing that goes
 * wrong later is heard of: discovery is a comfort, and no game ends for want of it.
 */
export async function openMulticast(address: string, port: number): Promise<Bonjour | undefined> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  let bonjour: Bonjour | undefined;
  try {
    // CommonJS: bundled, it has no other export.
    const { default: Bonjour } = await import('bonjour-service');
    await bind(socket, port);
    const options = { port, socket, interface: address, bind: false };
    bonjour = new Bonjour(options, () => undefined);
    // It joins the multicast group when its socket begins to listen, and this one does already.
    socket.emit('listening');
    // It would pass errors on to where nobody listens for them, which ends the process.
    socket.removeAllListeners('error').on('error', () => undefined);
    return bonjour;
  } catch {
    if (bonjour) bonjour.destroy();
    else socket.close();
    return undefined;
  }
}

/** A socket of our own, because the library's throws where its port cannot be had. */
async function bind(socket: Socket, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    // Bound to one address it would hear what is sent to that, and no multicast.
    socket.bind(port, '0.0.0.0', resolve);
  });
}

/** One of each interface: a group is joined once an interface. Who is in this machine's own networks alone plays elsewhere. */
function multicastAddresses(): string[] {
  const all = sortAddresses(readInterfaces()).filter(({ address }) => isIPv4(address));
  const first = all.filter((each, at) => all.findIndex((other) => other.interface === each.interface) === at);
  const others = first.filter(({ kind }) => kind !== 'virtual');
  return (others.length > 0 ? others : first).map(({ address }) => address);
}
