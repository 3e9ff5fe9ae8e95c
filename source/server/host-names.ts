import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { FOREIGN_HOST_BODY } from '../protocol/endpoints.ts';

/** The names of a game, besides those of its machine. */
export interface HostNames {
  /** The URL under which players reach the game. */
  readonly publicUrl?: string | undefined;
  /** Other names, in lower case. `*.example.org` stands for all names with one label more, as in certificates. */
  readonly allowedHosts?: readonly string[] | undefined;
}

/** The response to a request for a name that is not the game's: Misdirected Request (RFC 9110, 15.5.20). */
export const FOREIGN_HOST = { status: 421, body: `${FOREIGN_HOST_BODY}\n` };

/**
 * Whether a request is for a name that is not the game's. It may come from a page whose author points the page's own name at this
 * machine (DNS rebinding): for the browser, the game then belongs to that page, and no `Origin` is foreign.
 *
 * IP addresses and `localhost` always pass, because rebinding needs a name in the public DNS; so does a request without `Host`,
 * which no browser sends. The rule makes no exception for requests without `Origin`, as programs send them: over plain HTTP, a
 * browser's GET looks the same.
 */
export function isForeignHost(
  { host = '' }: IncomingHttpHeaders,
  { publicUrl, allowedHosts = [] }: HostNames,
): boolean {
  const name = nameIn(host);
  if (name === '' || isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost')) return false;
  if (publicUrl !== undefined && name === nameIn(new URL(publicUrl).host)) return false;
  const wildcard = name.replace(/^[^.]+/u, '*');
  return (
    !allowedHosts.some((allowed) => allowed === name || allowed === wildcard) && !ownNames().includes(name)
  );
}

/** Returns the host in a `Host` header: in lower case, without its port, brackets or the dot of the root. */
function nameIn(host: string): string {
  const [, address = host.replace(/:\d*$/u, '')] = /^\[([^\]]*)\](?::\d*)?$/u.exec(host) ?? [];
  return address.toLowerCase().replace(/\.$/u, '');
}

/** Returns the names of this machine on a local network. They change with the network on some systems. */
function ownNames(): string[] {
  const name = nameIn(hostname());
  const [label = ''] = name.split('.');
  return [name, label, ...LOCAL_DOMAINS.map((domain) => `${label}.${domain}`)];
}

/** Domains of local networks. Nobody can register a name in them, so no page has one. */
const LOCAL_DOMAINS = ['local', 'lan', 'home', 'home.arpa', 'internal', 'localdomain'];
