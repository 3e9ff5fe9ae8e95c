import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { unbracketed } from '../addresses/address.ts';

/**
 * Whether a list such as `NO_PROXY` has the address that a URL leads to: by itself (with or without brackets), or in a network
 * (`192.168.0.0/16`, `fd00::/8`). Names in the list are not looked at.
 */
export function isExemptAddress({ hostname }: URL, list: string): boolean {
  const address = unbracketed(hostname);
  const family = familyOf(address);
  if (!family) return false;
  return list.split(/[,\s]+/u).some((entry) => networkOf(entry)?.check(address, family));
}

function networkOf(entry: string): BlockList | undefined {
  const { address = '', prefix } =
    /^\[?(?<address>[\da-f.:]+?)\]?(?:\/(?<prefix>\d+))?$/iu.exec(entry)?.groups ?? {};
  const family = familyOf(address);
  if (!family) return undefined;
  const whole = family === 'ipv4' ? 32 : 128;
  const bits = Number(prefix ?? whole);
  if (bits > whole) return undefined;
  const network = new BlockList();
  network.addSubnet(address, bits, family);
  return network;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  if (isIPv4(address)) return 'ipv4';
  return isIPv6(address) ? 'ipv6' : undefined;
}
