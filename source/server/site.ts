import type { IncomingMessage, Server } from 'node:http';
import { isIP } from 'node:net';

/** How others reach a game, where it is not by this machine's own address and port. */
export interface Site {
  /** The URL of a tunnel or a proxy in front: http, https, ws or wss, without a slash at its end. */
  readonly publicUrl?: string | undefined;
  /** Whether a proxy in front is believed what it says of its clients. */
  readonly trustProxy?: boolean | undefined;
}

/**
 * Serves below the path of the public URL as well as at the root, for what is registered before and after: so it does not
 * matter whether a proxy at a path hands that path on.
 */
export function serveBelowItsPath(server: Server, { publicUrl }: Site): void {
  const prefix = publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/u, '');
  if (prefix === '') return;
  const withoutPrefix = (request: IncomingMessage) => {
    request.url = below(prefix, request.url ?? '');
  };
  server.prependListener('request', withoutPrefix);
  server.prependListener('upgrade', withoutPrefix);
}

/** What lies below a path, with a slash at its beginning; a target that does not lie there stays as it is. */
function below(prefix: string, target: string): string {
  if (!target.startsWith(prefix)) return target;
  const rest = target.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : target;
}

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
