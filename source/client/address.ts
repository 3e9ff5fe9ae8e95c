import { bracketed } from '../protocol/brackets.ts';
import { DEFAULT_PORT, SOCKET_PATH, pathOfGame } from '../protocol/endpoints.ts';

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
  if (!url || !scheme || url.hostname === '' || /\s/u.test(address)) {
    return {
      ok: false,
      message: `"${address}" is not an address. Give one such as 192.168.1.20, 192.168.1.20:7849 or wss://example.org`,
    };
  }
  const port = hasScheme || url.port !== '' || /:80(\/|$)/u.test(text) ? url.port : String(DEFAULT_PORT);
  const path = pathOfGame(url.pathname, SOCKET_PATH);
  return { ok: true, base: `${scheme}//${url.hostname}${port && `:${port}`}${path}` };
}

const SCHEMES: Partial<Record<string, string>> = {
  'ws:': 'http:',
  'http:': 'http:',
  'wss:': 'https:',
  'https:': 'https:',
};
