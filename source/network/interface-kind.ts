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
