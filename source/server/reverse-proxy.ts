import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { HostNames } from './host-names.ts';

/**
 * What the server knows about a reverse proxy or a tunnel in front of it. `publicUrl` is an http, https, ws or wss URL without a
 * trailing slash.
 */
export interface ReverseProxy extends HostNames {
  /** Whether to trust the headers in which the proxy describes its clients. */
  readonly trustProxy?: boolean | undefined;
}

/**
 * Serves the game below the path of the public URL as well as at the root, so it does not matter whether the proxy strips
 * that path. Applies to all listeners of the server, including those added earlier.
 */
export function stripPublicPath(server: Server, { publicUrl }: ReverseProxy): void {
  const prefix = publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/$/u, '');
  if (prefix === '') return;
  const stripPrefix = (request: IncomingMessage) => {
    request.url = withoutPrefix(request.url ?? '', prefix);
  };
  server.prependListener('request', stripPrefix);
  server.prependListener('upgrade', stripPrefix);
}

/** Returns a request target relative to a path, without a slash if it is the path itself; targets outside that path stay unchanged. */
function withoutPrefix(target: string, prefix: string): string {
  const rest = target.startsWith(prefix) ? target.slice(prefix.length) : target;
  return /^(?:[/?]|$)/u.test(rest) ? rest : target;
}

/** Returns the path of a request target, without the query. */
export function requestPath(target: string): string {
  return target.split('?', 1)[0] ?? target;
}

/** Whether a request comes from a page of another site. Browsers always send the origin of the page. */
export function isCrossOrigin({ origin, host }: IncomingHttpHeaders, { publicUrl }: ReverseProxy): boolean {
  if (origin === undefined) return false;
  const from = hostOf(origin);
  const isOwn = from === host || (publicUrl !== undefined && from === hostOf(publicUrl));
  return from === null || !isOwn;
}

/** The response to a request from a page of another site. */
export const CROSS_ORIGIN = { status: 403, body: 'Pages from other sites cannot use this API.\n' };

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}

/**
 * Returns the IP address that a request comes from. Behind a trusted proxy this is the last entry of `X-Forwarded-For`,
 * which the proxy itself has written; the client can forge all entries before it. Without trust the header is ignored.
 */
export function clientAddress(
  { headers, socket }: IncomingMessage,
  { trustProxy = false }: ReverseProxy,
): string {
  const forwarded = trustProxy ? lastForwarded(headers['x-forwarded-for']) : undefined;
  return unmapped(forwarded ?? socket.remoteAddress ?? '');
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

/** Whether the client uses TLS, up to this server or up to a trusted proxy. */
export function isSecure(
  { headers, socket }: IncomingMessage,
  { trustProxy = false }: ReverseProxy,
): boolean {
  return socket instanceof TLSSocket || (trustProxy && headers['x-forwarded-proto'] === 'https');
}

/** Turns an IPv4-mapped IPv6 address, as dual-stack sockets report it, into plain IPv4. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/iu, '');
}
