import { SOCKET_PATH } from '../protocol/endpoints.ts';

/**
 * Where a server that was asked without TLS sends those who ask: an address to join by, with wss; undefined where it sends
 * them nowhere, or not to TLS.
 */
export function secureAddress(status: number, location: string | undefined): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || !URL.canParse(location ?? '')) return undefined;
  const { protocol, host, pathname } = new URL(location ?? '');
  const prefix = pathname.replace(new RegExp(`(?:${SOCKET_PATH})?/?$`, 'u'), '');
  return protocol === 'https:' || protocol === 'wss:' ? `wss://${host}${prefix}` : undefined;
}
