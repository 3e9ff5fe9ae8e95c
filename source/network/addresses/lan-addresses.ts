import { createSocket } from 'node:dgram';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** An address at which others may reach this machine. */
export interface LanAddress {
  readonly address: string;
  /** The system's name of the interface: `eth0`, `Wi-Fi`. Empty if unknown. */
  readonly interface: string;
  readonly kind: InterfaceKind;
}

/** The system's interfaces with their addresses. */
export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * Returns the addresses at which others on the local network reach this machine: first the one on the default route, then
 * those on other networks, VPNs, and containers and virtual machines; on each interface IPv4 before IPv6. Without a network,
 * only the loopback address.
 */
export async function lanAddresses(): Promise<readonly LanAddress[]> {
  return sortAddresses(readInterfaces(), await outboundAddress());
}

/** Sorts the addresses of interfaces. @param outbound The address on the default route, if there is one. */
export function sortAddresses(interfaces: Interfaces, outbound?: string): readonly LanAddress[] {
  const found = Object.entries(interfaces).flatMap(([name, infos]) => addressesOf(name, infos ?? []));
  const unknown = outbound !== undefined && found.every(({ address }) => address !== outbound);
  const all = unknown ? [{ address: outbound, interface: '', kind: 'lan' } as const, ...found] : found;
  const rank = (each: LanAddress) => (each.address === outbound ? -1 : rankOf(each));
  return all.length > 0 ? all.toSorted((a, b) => rank(a) - rank(b)) : [loopback(interfaces)];
}

/** Describes the network that an address is on: `eth0`, `wg0, VPN`. */
export function networkLabel({ interface: name, kind }: LanAddress): string {
  return [name, KIND_WORDS[kind]].filter((part) => part !== '').join(', ');
}

/** The kinds of networks in words; a local network needs none. */
const KIND_WORDS = {
  lan: '',
  vpn: 'VPN',
  virtual: 'containers or virtual machines',
  loopback: 'this machine only',
} as const;

/** Reads the system's interfaces: none if it does not allow that, as on some phones. */
export function readInterfaces(): Interfaces {
  try {
    return networkInterfaces();
  } catch {
    // The address on the default route can still be found.
    return {};
  }
}

/** Returns all IPv4 addresses and one IPv6 address: machines have several of those, which change. */
function addressesOf(name: string, infos: readonly NetworkInterfaceInfo[]): LanAddress[] {
  const reachable = infos.filter(({ internal, address }) => !internal && !isLinkLocalIPv6(address));
  const ofIPv4 = reachable.filter(({ family }) => family === 'IPv4');
  const ofIPv6 = reachable.filter(({ family }) => family === 'IPv6').slice(0, 1);
  return [...ofIPv4, ...ofIPv6].map(({ address }) => ({ address, interface: name, kind: kindOf(name) }));
}

/** The lower the rank, the more likely others can reach the address. */
function rankOf({ kind, address }: LanAddress): number {
  const isIPv6 = address.includes(':');
  // Self-assigned without a DHCP server, as between two machines on one cable.
  const isUnmanaged = address.startsWith('169.254.');
  return KINDS.indexOf(kind) * 4 + (isUnmanaged ? 2 : 0) + (isIPv6 ? 1 : 0);
}

const KINDS: readonly InterfaceKind[] = ['lan', 'vpn', 'virtual', 'loopback'];

/** Whether an address needs the name of an interface to be usable. */
export function isLinkLocalIPv6(address: string): boolean {
  return /^fe[89ab][\da-f]:/iu.test(address);
}

function loopback(interfaces: Interfaces): LanAddress {
  const name = Object.keys(interfaces).find((each) => interfaces[each]?.some(({ internal }) => internal));
  return { address: '127.0.0.1', interface: name ?? '', kind: 'loopback' };
}

/** Returns the address on the default route, from the system's routing table. Sends nothing. */
async function outboundAddress(): Promise<string | undefined> {
  const socket = createSocket('udp4');
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      // TEST-NET-3 (RFC 5737) belongs to nobody, and is routed like any other network.
      socket.connect(9, '203.0.113.1', resolve);
    });
    const { address } = socket.address();
    return address === '0.0.0.0' ? undefined : address;
  } catch {
    // There is no default route.
    return undefined;
  } finally {
    socket.close();
  }
}

/**
 * Where an interface leads: to the local network, a remote one, containers and virtual machines on this machine, or only this
 * machine.
 */
export type InterfaceKind = 'lan' | 'vpn' | 'virtual' | 'loopback';

/** Guesses where an interface leads from the names that Linux, macOS and Windows use. */
export function kindOf(name: string): Exclude<InterfaceKind, 'loopback'> {
  if (VIRTUAL.some((pattern) => pattern.test(name))) return 'virtual';
  return VPN.some((pattern) => pattern.test(name)) ? 'vpn' : 'lan';
}

const VIRTUAL = [
  // Docker, Podman, LXC, libvirt, Kubernetes.
  /^(?:docker|br-|veth|podman|cni|lxcbr|lxdbr|incusbr|virbr|vnet|cali|flannel|cilium|kube)/iu,
  // VMware and VirtualBox; the bridges that macOS creates for virtual machines.
  /^(?:vmnet|vboxnet)\d|^bridge1\d\d$/iu,
  /^vEthernet|VirtualBox|VMware|Hyper-V|\bWSL\b/iu,
];

const VPN = [
  /^(?:utun|tun|tap|wg|ppp|ipsec|gpd|zt|feth|cscotun|tailscale|nordlynx|proton)/iu,
  /VPN|WireGuard|Tailscale|ZeroTier|NordLynx|AnyConnect|GlobalProtect|\bTAP\b/iu,
];
