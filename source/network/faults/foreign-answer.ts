import { NOT_FOUND_BODY, basePath } from '../../protocol/endpoints.ts';
import type { LinkFailure } from './fault.ts';

/** An answer over HTTP. */
export interface WholeAnswer {
  readonly status: number;
  readonly body: string;
  /** Where it sends who asks. */
  readonly location?: string | undefined;
}

/**
 * The failure where an answer is none of a game.
 *
 * @param base As `parseAddress` gives it.
 * @param asked The path below it that was asked for.
 * @param proxyFault What else is known of the answer, where a proxy was asked for it.
 */
export function foreignAnswer(
  base: string,
  { status, body, location }: WholeAnswer,
  asked: string,
  proxyFault?: string,
): LinkFailure {
  const { host, pathname } = new URL(base);
  const secure = secureAddress(status, location, asked);
  if (secure !== undefined) {
    return { message: `${host} speaks TLS: use ${secure} in place of it.`, isFinal: true };
  }
  if (status === 404 && body.startsWith(NOT_FOUND_BODY)) return wrongPath(host, pathname);
  const message = proxyFault ?? strangeAnswer(host, status);
  const isFinal = !isPassing(status);
  // What a proxy says by itself tells nothing of who is behind it.
  return {
    message,
    isFinal,
    isBlocked: true,
    ...(isFinal && proxyFault === undefined && { isForeign: true }),
  };
}

function strangeAnswer(host: string, status: number): string {
  // A game sends nobody anywhere. 511 is for networks that do it openly (RFC 6585, 6).
  return (status >= 300 && status < 400) || status === 511
    ? `${host} sends you to another page (HTTP status ${status}), as networks do that want you to log in. Open one in a browser, then try again.`
    : `${host} answers, but not as a termquiz does (HTTP status ${status}). Check the address with the host: the port, and the path if it has one.`;
}

/** Whether a status tells of what may be over soon: a server that is being started behind a proxy, say. */
export function isPassing(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

function wrongPath(host: string, path: string): LinkFailure {
  const message =
    path === '/'
      ? `A termquiz answers at ${host}, but its game has another path. Check the whole address with the host.`
      : `A termquiz answers at ${host}, but there is no game at the path ${path}. Leave the path out, or check it with the host.`;
  return { message, isFinal: true, isForeign: true, isBlocked: true };
}

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
  return isSecure && pathname.endsWith(asked) ? `wss://${host}${basePath(pathname, asked)}` : undefined;
}
