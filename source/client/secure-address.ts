import { pathOfGame } from '../protocol/endpoints.ts';

/**
 * Where a server that was asked without TLS sends those who ask: an address to join by, with wss; undefined where it sends
 * them nowhere, not to TLS, or to another page, as networks do that want somebody to log in.
 *
 * @param asked The path below the game's own that was asked.
 */
export function secureAddress(
  status: number,
  location: string | undefined,
  asked: string,
): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || !URL.canParse(location ?? '')) return undefined;
  const { protocol, host, pathname } = new URL(location ?? '');
  const isSecure = protocol === 'https:' || protocol === 'wss:';
  return isSecure && pathname.endsWith(asked) ? `wss://${host}${pathOfGame(pathname, asked)}` : undefined;
}
