import { isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { kindOf, lanAddresses, sortAddresses } from '../../../source/network/addresses/lan-addresses.ts';

describe('lanAddresses', () => {
  it('puts the address on the default route first, whatever its interface', () => {
    const interfaces = { eth0: [at('10.1.2.3')], wlan0: [at('192.168.1.20')], wg0: [at('10.8.0.2')] };
    expect(addresses(interfaces, '192.168.1.20')).toEqual(['192.168.1.20', '10.1.2.3', '10.8.0.2']);
    expect(addresses(interfaces, '10.8.0.2')).toEqual(['10.8.0.2', '10.1.2.3', '192.168.1.20']);
  });

  it('puts other networks before VPNs, and those before containers and virtual machines', () => {
    const interfaces = {
      docker0: [at('172.17.0.1')],
      'br-0123456789ab': [at('172.18.0.1')],
      tailscale0: [at('100.64.0.1')],
      eth1: [at('10.1.2.3')],
    };
    expect(sortAddresses(interfaces)).toEqual([
      { address: '10.1.2.3', interface: 'eth1', kind: 'lan' },
      { address: '100.64.0.1', interface: 'tailscale0', kind: 'vpn' },
      { address: '172.17.0.1', interface: 'docker0', kind: 'virtual' },
      { address: '172.18.0.1', interface: 'br-0123456789ab', kind: 'virtual' },
    ]);
  });

  it('puts one IPv6 address of each interface behind its IPv4 addresses, and no link-local one', () => {
    const eth0 = [at('fe80::1'), at('2001:db8::1'), at('2001:db8::2'), at('192.168.1.20')];
    expect(addresses({ eth0, en5: [at('fe80::2'), at('FEBF::3')] })).toEqual(['192.168.1.20', '2001:db8::1']);
  });

  it('puts self-assigned addresses behind others of their kind', () => {
    expect(
      addresses({ en7: [at('169.254.3.4')], en0: [at('192.168.1.20')], utun3: [at('10.8.0.2')] }),
    ).toEqual(['192.168.1.20', '169.254.3.4', '10.8.0.2']);
  });

  it('falls back on the loopback address', () => {
    const lo = [at('127.0.0.1', true), at('::1', true)];
    expect(sortAddresses({ lo })).toEqual([{ address: '127.0.0.1', interface: 'lo', kind: 'loopback' }]);
    expect(addresses({})).toEqual(['127.0.0.1']);
    expect(addresses({ lo, eth0: [at('192.168.1.20')] })).toEqual(['192.168.1.20']);
  });

  it('returns the address on the default route if the interfaces are unknown', () => {
    expect(sortAddresses({}, '192.168.1.20')).toEqual([
      { address: '192.168.1.20', interface: '', kind: 'lan' },
    ]);
  });

  it('reads the addresses of this machine', async () => {
    const found = await lanAddresses();
    expect(found.length).toBeGreaterThan(0);
    for (const { address } of found) expect(isIP(address)).not.toBe(0);
  });
});

describe('kindOf', () => {
  it.each([
    ['lan', ['eth0', 'enp3s0', 'wlan0', 'wlp2s0', 'br0', 'bond0', 'en0', 'bridge0', 'Wi-Fi', 'Ethernet 2']],
    ['vpn', ['tun0', 'tap0', 'wg0', 'ppp0', 'tailscale0', 'ztabcdef01', 'utun4', 'ipsec0', 'proton0']],
    ['vpn', ['WireGuard Tunnel', 'ZeroTier One [a1b2]', 'OpenVPN TAP-Windows6', 'Tailscale', 'NordLynx']],
    ['virtual', ['docker0', 'br-0a1b2c3d4e5f', 'veth12ab', 'virbr0', 'vmnet8', 'vboxnet0', 'bridge100']],
    ['virtual', ['vEthernet (WSL (Hyper-V firewall))', 'VirtualBox Host-Only Network', 'podman0', 'lxcbr0']],
  ])('returns %s for %s', (kind, names) => {
    expect(names.map((name) => kindOf(name))).toEqual(names.map(() => kind));
  });
});

function addresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>, outbound?: string): string[] {
  return sortAddresses(interfaces, outbound).map(({ address }) => address);
}

function at(address: string, internal = false): NetworkInterfaceInfo {
  const mac = '02:00:00:00:00:01';
  return address.includes(':')
    ? { family: 'IPv6', address, internal, mac, netmask: 'ffff::', cidr: null, scopeid: 0 }
    : { family: 'IPv4', address, internal, mac, netmask: '255.0.0.0', cidr: null };
}
