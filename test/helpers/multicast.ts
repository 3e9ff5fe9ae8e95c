import { createSocket } from 'node:dgram';
import { onTestFinished } from 'vitest';
import type { MulticastNetworks } from '../../source/network/discovery/multicast.ts';

const LOOPBACK = '127.0.0.1';
const GROUP = '224.0.0.251';

/** Returns a multicast network on loopback that no other test uses. */
export async function loopbackNetwork(): Promise<MulticastNetworks> {
  const port = await freeUdpPort();
  return { addresses: () => [LOOPBACK], port };
}

/** Whether multicast works at this address, which it does not in some sandboxes. */
export async function hasMulticast(address = LOOPBACK): Promise<boolean> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  try {
    return await new Promise<boolean>((resolve, reject) => {
      const timer = setTimeout(() => resolve(false), 2000);
      socket.once('error', reject);
      socket.once('message', () => {
        clearTimeout(timer);
        resolve(true);
      });
      socket.bind(0, '0.0.0.0', () => {
        socket.addMembership(GROUP, address);
        socket.setMulticastInterface(address);
        socket.send('anybody there?', socket.address().port, GROUP);
      });
    });
  } catch {
    return false;
  } finally {
    socket.close();
  }
}

/** Returns a port that is taken until the test ends. */
export async function occupiedUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  await new Promise<void>((resolve) => socket.bind(0, '0.0.0.0', resolve));
  return socket.address().port;
}

async function freeUdpPort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '0.0.0.0', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}
