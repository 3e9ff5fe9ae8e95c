import { isIPv6 } from 'node:net';

/** A host as it stands in a URL: an IPv6 address in brackets, any other address and a name as it is. */
export function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

/** The host of a URL without the brackets around an IPv6 address, as sockets want it. */
export function unbracketed(host: string): string {
  return host.replace(/^\[(.*)\]$/u, '$1');
}
