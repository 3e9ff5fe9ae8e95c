import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';

/**
 * The IPv4 addresses under which others on the local network reach this machine: the one that leads out first, then those
 * of other interfaces. Just the loopback address where there is no network.
 */
export async function lanAddresses(): Promise<string[]> {
  const outward = await outwardAddress();
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
  const addresses = [...new Set([...(outward === undefined ? [] : [outward]), ...others])];
  return addresses.length > 0 ? addresses : ['127.0.0.1'];
}

/** The address that packets to the outside leave from. Asks the system's routing table; nothing is sent. */
async function outwardAddress(): Promise<string | undefined> {
  const socket = createSocket('udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      // TEST-NET-3 (RFC 5737): an address that is nobody's, so that it is routed like any other.
      socket.connect(9, '203.0.113.1', resolve);
    });
    const { address } = socket.address();
    return address === '0.0.0.0' ? undefined : address;
  } catch {
    // No route leads out: a network of its own, or none.
    return undefined;
  } finally {
    socket.close();
  }
}
