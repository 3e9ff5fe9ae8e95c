import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Site } from './site.ts';

/**
 * The address that a request came from. Behind a proxy that is trusted it is the last entry of `X-Forwarded-For`: the one
 * that the proxy itself has written, as all before it may be the client's own words. Without that trust the header says
 * nothing.
 */
export function clientAddress({ headers, socket }: IncomingMessage, { trustProxy = false }: Site): string {
  const forwarded = trustProxy ? lastForwarded(headers['x-forwarded-for']) : undefined;
  return withoutMapping(forwarded ?? socket.remoteAddress ?? '');
}

function lastForwarded(header: string | string[] | undefined): string | undefined {
  const last =
    String(header ?? '')
      .split(',')
      .at(-1)
      ?.trim() ?? '';
  // Some proxies add the port: 203.0.113.7:51234, [2001:db8::7]:51234.
  const [, inBrackets, withPort] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/u.exec(last) ?? [];
  const address = inBrackets ?? withPort ?? last;
  return isIP(address) === 0 ? undefined : address;
}

/** IPv4 as it is written, also where it came in on a socket for IPv6. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/iu, '');
}
