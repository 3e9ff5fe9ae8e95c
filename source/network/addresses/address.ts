import { DEFAULT_PORT, SOCKET_PATH, basePath } from '../../protocol/endpoints.ts';
import { isIPv6 } from 'node:net';

/** Where a game is served. `base` is an http or https URL without a slash at its end: a request's path goes behind it. */
export type ParsedAddress =
  { readonly ok: true; readonly base: string } | { readonly ok: false; readonly message: string };

/**
 * Where the game is at an address as people type it: `192.168.1.20`, `192.168.1.20:7849`, `[::1]:7849`, `ws://…`,
 * `wss://…`, `http://…` or `https://…`, with or without a path. Without a scheme the port is 7849 unless it is given; with
 * one it is the scheme's own.
 */
export function parseAddress(typed: string): ParsedAddress {
  const address = typed.trim();
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//iu.test(address);
  const text = hasScheme ? address : `ws://${bracketed(address)}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const scheme = url && SCHEMES[url.protocol];
  if (!url || !scheme || url.hostname === '' || url.port === '0' || /\s/u.test(address)) {
    return {
      ok: false,
      message: `"${address}" is not an address. Give one such as 192.168.1.20, 192.168.1.20:7849 or wss://example.org`,
    };
  }
  const port = hasScheme || url.port !== '' || /:80(\/|$)/u.test(text) ? url.port : String(DEFAULT_PORT);
  const path = basePath(url.pathname, SOCKET_PATH);
  return { ok: true, base: `${scheme}//${url.hostname}${port && `:${port}`}${path}` };
}

/** An address to type for a game: `parseAddress` finds the same in it. @param base As `parseAddress` gives it. */
export function addressOf(base: string): string {
  const { protocol, host, port, pathname } = new URL(base);
  const scheme = protocol === 'https:' ? 'wss://' : 'ws://';
  const place = `${host}${pathname.replace(/\/$/u, '')}`;
  // Without a scheme the port has to be given: it would be another one.
  return protocol === 'http:' && port !== '' ? place : `${scheme}${place}`;
}

const SCHEMES: Partial<Record<string, string>> = {
  'ws:': 'http:',
  'http:': 'http:',
  'wss:': 'https:',
  'https:': 'https:',
};

/** A host as it stands in a URL: an IPv6 address in brackets, any other address and a name as it is. */
export function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

/** A host and a port as they stand in a URL. */
export function hostAndPort(host: string, port: number): string {
  return `${bracketed(host)}:${port}`;
}

/** The host of a URL without the brackets around an IPv6 address, as sockets want it. */
export function unbracketed(host: string): string {
  return host.replace(/^\[(.*)\]$/u, '$1');
}
