import { DEFAULT_PORT, SOCKET_PATH, basePath } from '../../protocol/endpoints.ts';
import { isIPv6 } from 'node:net';
import { quote } from '../../text/clean.ts';
import { toHalfWidth } from '../../text/width.ts';

/** A parsed address. `base` is the game's http or https URL without a slash at its end, to which paths are appended. */
export type ParsedAddress =
  { readonly ok: true; readonly base: string } | { readonly ok: false; readonly message: string };

/**
 * Parses the address of a game as people type it: `192.168.1.20`, `192.168.1.20:7849`, `[::1]:7849`, `ws://…`,
 * `wss://…`, `http://…` or `https://…`, with or without a path. Without a scheme the default port is 7849, with
 * one it is the scheme's own.
 */
export function parseAddress(typed: string): ParsedAddress {
  const address = toHalfWidth(typed).trim();
  const hasScheme = /^[a-z][a-z\d+.-]*:\/\//iu.test(address);
  const text = hasScheme ? address : `ws://${bracketed(address)}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const scheme = url && SCHEMES[url.protocol];
  if (!url || !scheme || url.hostname === '' || url.port === '0' || /[\s\p{C}]/u.test(address)) {
    return {
      ok: false,
      message: `${quote(address)} is not an address. Enter one such as 192.168.1.20, 192.168.1.20:7849 or wss://example.org`,
    };
  }
  const port = hasScheme || url.port !== '' || /:80(\/|$)/u.test(text) ? url.port : String(DEFAULT_PORT);
  const path = basePath(url.pathname, SOCKET_PATH);
  return { ok: true, base: `${scheme}//${url.hostname}${port && `:${port}`}${path}` };
}

/** Returns the shortest address that `parseAddress` parses as this base. */
export function joinAddress(base: string): string {
  const { protocol, host, port, pathname } = new URL(base);
  const scheme = protocol === 'https:' ? 'wss://' : 'ws://';
  const place = `${host}${pathname.replace(/\/$/u, '')}`;
  // Without a scheme, the port cannot be left out: the default is a different one.
  return protocol === 'http:' && port !== '' ? place : `${scheme}${place}`;
}

const SCHEMES: Partial<Record<string, string>> = {
  'ws:': 'http:',
  'http:': 'http:',
  'wss:': 'https:',
  'https:': 'https:',
};

/** Puts an IPv6 address in brackets, as in URLs; returns any other host unchanged. */
export function bracketed(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

/** Joins a host and a port, as in URLs. */
export function hostAndPort(host: string, port: number): string {
  return `${bracketed(host)}:${port}`;
}

/** Removes the brackets around an IPv6 address, as sockets need it. */
export function unbracketed(host: string): string {
  return host.replace(/^\[(.*)\]$/u, '$1');
}

/** Whether a server that is bound to this address listens on all interfaces, as without an address. */
export function isWildcard(bind: string | undefined): bind is '0.0.0.0' | '::' | undefined {
  return bind === undefined || bind === '0.0.0.0' || bind === '::';
}

/** Whether only this machine can reach a server that is bound to this address. */
export function isLoopback(bind: string | undefined): boolean {
  return bind !== undefined && /^(?:127\.|::1$|localhost$)/iu.test(bind);
}

/** Whether the code of an error says that the address to listen on is not one of this machine's. */
export function isBindAddressError(code: unknown): boolean {
  return code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}
