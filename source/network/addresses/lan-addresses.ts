import { createSocket } from 'node:dgram';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** An address under which others may reach this machine. */
export interface LanAddress {
  readonly address: string;
  /** The name of its interface, as the system has it: `eth0`, `Wi-Fi`. Empty where the system does not tell. */
  readonly interface: string;
  readonly kind: InterfaceKind;
}

/** What the system tells of its interfaces. */
export type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * The addresses under which others on the local network reach this machine: the one that leads out first, then those of its
 * other networks, then those of VPNs, and last those of containers and virtual machines; of each interface IPv4 before IPv6.
 * Just the loopback address where there is no network.
 */
export async function lanAddresses(): Promise<readonly LanAddress[]> {
  return sortAddresses(readInterfaces(), await outwardAddress());
}

/** The same, of interfaces that were read before. `outward` is the address that leads out; undefined: nothing does. */
export function sortAddresses(interfaces: Interfaces, outward?: string): readonly LanAddress[] {
  const found = Object.entries(interfaces).flatMap(([name, infos]) => addressesOf(name, infos ?? []));
  const unknown = outward !== undefined && found.every(({ address }) => address !== outward);
  const all = unknown ? [{ address: outward, interface: '', kind: 'lan' } as const, ...found] : found;
  const rank = (each: LanAddress) => (each.address === outward ? -1 : rankOf(each));
  return all.length > 0 ? all.toSorted((a, b) => rank(a) - rank(b)) : [loopback(interfaces)];
}

/** The network that an address is on, for people: `eth0`, `wg0, VPN`. */
export function shownNetwork({ interface: name, kind }: LanAddress): string {
  return [name, KIND_WORDS[kind]].filter((part) => part !== '').join(', ');
}

/** What a network is, where it is not the one around us. */
const KIND_WORDS = {
  lan: '',
  vpn: 'VPN',
  virtual: 'containers or virtual machines',
  loopback: 'this machine only',
} as const;

/** What the system tells of its interfaces now; nothing where it does not let us ask, as on some phones. */
export function readInterfaces(): Interfaces {
  try {
    return networkInterfaces();
  } catch {
    // The address that leads out can still be found, and typed.
    return {};
  }
}

/** All IPv4 addresses, and one of IPv6: machines have several, which change, and one says as much. */
function addressesOf(name: string, infos: readonly NetworkInterfaceInfo[]): LanAddress[] {
  const reachable = infos.filter(({ internal, address }) => !internal && !isLinkLocalIPv6(address));
  const ofIPv4 = reachable.filter(({ family }) => family === 'IPv4');
  const ofIPv6 = reachable.filter(({ family }) => family === 'IPv6').slice(0, 1);
  return [...ofIPv4, ...ofIPv6].map(({ address }) => ({ address, interface: name, kind: kindOf(name) }));
}

/** Lower is more likely to be what others can reach. */
function rankOf({ kind, address }: LanAddress): number {
  const isIPv6 = address.includes(':');
  // What an interface without a DHCP server gives itself: two machines on one cable have nothing else.
  const isUnmanaged = address.startsWith('169.254.');
  return KINDS.indexOf(kind) * 4 + (isUnmanaged ? 2 : 0) + (isIPv6 ? 1 : 0);
}

const KINDS: readonly InterfaceKind[] = ['lan', 'vpn', 'virtual', 'loopback'];

/** Addresses that mean nothing without the name of the interface. */
export function isLinkLocalIPv6(address: string): boolean {
  return /^fe[89ab][\da-f]:/iu.test(address);
}

function loopback(interfaces: Interfaces): LanAddress {
  const name = Object.keys(interfaces).find((each) => interfaces[each]?.some(({ internal }) => internal));
  return { address: '127.0.0.1', interface: name ?? '', kind: 'loopback' };
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

/**
 * What an interface leads to: the network around us, one far away, containers and virtual machines on this machine, or
 * nothing but this machine.
 */
export type InterfaceKind = 'lan' | 'vpn' | 'virtual' | 'loopback';

/** What the interface of this name leads to, by the names that Linux, macOS and Windows give. */
export function kindOf(name: string): Exclude<InterfaceKind, 'loopback'> {
  if (VIRTUAL.some((pattern) => pattern.test(name))) return 'virtual';
  return VPN.some((pattern) => pattern.test(name)) ? 'vpn' : 'lan';
}

const VIRTUAL = [
  // Docker, Podman, LXC, libvirt, Kubernetes.
  /^(?:docker|br-|veth|podman|cni|lxcbr|lxdbr|incusbr|virbr|vnet|cali|flannel|cilium|kube)/iu,
  // VMware and VirtualBox; the bridges that macOS makes for virtual machines.
  /^(?:vmnet|vboxnet)\d|^bridge1\d\d$/iu,
  /^vEthernet|VirtualBox|VMware|Hyper-V|\bWSL\b/iu,
];

const VPN = [
  /^(?:utun|tun|tap|wg|ppp|ipsec|gpd|zt|feth|cscotun|tailscale|nordlynx|proton)/iu,
  /VPN|WireGuard|Tailscale|ZeroTier|NordLynx|AnyConnect|GlobalProtect|\bTAP\b/iu,
];
