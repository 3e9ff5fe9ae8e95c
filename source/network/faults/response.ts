import { hostAndPort, joinAddress } from '../addresses/address.ts';
import { CHECK_ADDRESS } from './connect.ts';
import { type Destination, type Fault, namesOf } from './fault.ts';
import {
  FOREIGN_HOST_BODY,
  INFO_PATH,
  NOT_FOUND_BODY,
  PROTOCOL,
  basePath,
  VERSION,
} from '../../protocol/endpoints.ts';
import { forwardedRefusal, otherProgramBehindProxy } from './proxy.ts';
import { type GameInfo, npxCommand } from '../../protocol/game-info.ts';
import { cleanText } from '../../text/clean.ts';

/** The parts of an HTTP response that show who sent it. */
export interface HttpResponse {
  readonly status: number;
  readonly body: string;
  /** Of a redirect. */
  readonly location?: string | undefined;
}

/**
 * Returns why a response does not come from a game.
 *
 * @param path The requested path below the game's own.
 */
export function responseFault(destination: Destination, response: HttpResponse, path: string): Fault {
  const { status, body, location } = response;
  const { place, host, isSecure } = namesOf(destination);
  const proxy = destination.isForwarded ? destination.proxy : null;
  const moved = movedAddress(destination.base, response, path);
  if (moved !== undefined) {
    const isSamePlace = moved.startsWith('wss:') && new URL(moved).host === place;
    return isSamePlace ? needsTls(destination, moved) : movedFault(place, location, moved);
  }
  // What web servers say to plain HTTP on a port with TLS.
  if (status === 400 && !isSecure && /https/iu.test(body)) return needsTls(destination);
  if (status === 404 && body.startsWith(NOT_FOUND_BODY)) return wrongPath(destination);
  // The body of a refused upgrade is not read.
  if (status === 421 && (body === '' || body.startsWith(FOREIGN_HOST_BODY))) return foreignName(destination);
  const refusal = proxy ? forwardedRefusal(proxy, status, host) : undefined;
  if (refusal) return refusal;
  // Network Authentication Required (RFC 6585, section 6).
  if (status === 511) return loginRequired('The network requires a login before it lets anything through.');
  const isRedirect = status >= 300 && status < 400;
  if (isRedirect && location !== undefined) return redirected(place, location);
  if (proxy) return otherProgramBehindProxy(proxy, destination);
  if (isRedirect) return redirected(place);
  if (status >= 502 && status <= 504) {
    return {
      code: 'gateway',
      meaning: `A server in front of the game responds at ${place}, but cannot reach the game (HTTP status ${status}).`,
      advice: 'Is the game running, on the port that this server forwards to?',
    };
  }
  return {
    code: 'other-program',
    meaning: `${place} responds, but not as termquiz does (HTTP status ${status}): it is another program.`,
    advice: CHECK_ADDRESS,
  };
}

/**
 * Returns the address that a server redirects players to, to join with; undefined without a redirect, or for one to another
 * page, as from networks that require a login. The address has no characters that mean something to a shell, because people paste
 * it into one.
 *
 * @param path The requested path below the game's own.
 */
export function movedAddress(
  base: string,
  { status, location }: HttpResponse,
  path: string,
): string | undefined {
  const from = `${base}${path}`;
  if (!REDIRECTS.has(status) || location === undefined || !URL.canParse(location, from)) return undefined;
  const { protocol, host, pathname } = new URL(location, from);
  const isPlain = /^[\w.:[\]-]{1,255}$/u.test(host) && /^[\w./~-]{1,255}$/u.test(pathname);
  if (!/^(?:https?|wss?):$/u.test(protocol) || !isPlain || !pathname.replace(/\/+$/u, '').endsWith(path))
    return undefined;
  const scheme = protocol === 'https:' || protocol === 'wss:' ? 'https' : 'http';
  const moved = `${scheme}://${host}${basePath(pathname, path)}`;
  return moved === base ? undefined : `${scheme === 'https' ? 'wss' : 'ws'}${moved.slice(scheme.length)}`;
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function movedFault(place: string, location: string | undefined, moved: string): Fault {
  return {
    code: 'moved',
    meaning: `${place} redirects to ${shownLocation(location)}.`,
    advice: `Use ${moved}`,
  };
}

function redirected(place: string, location?: string): Fault {
  const to = shownLocation(location);
  return loginRequired(
    `${place} redirects to ${to}, where there is no game: the network may require a login.`,
  );
}

function loginRequired(meaning: string): Fault {
  return {
    code: 'login-page',
    meaning,
    advice: 'Open any web page in a browser, log in to the network if it asks you to, and try again.',
  };
}

function shownLocation(location: string | undefined): string {
  return cleanText(location ?? '').slice(0, 200) || 'another page';
}

/**
 * Returns the fault of a server that uses TLS where the address says that it does not.
 *
 * @param address The address to join with instead. Default: the same one with wss.
 */
export function needsTls(destination: Destination, address: string = secureAddress(destination)): Fault {
  const { place } = namesOf(destination);
  return {
    code: 'needs-tls',
    meaning: `${place} uses TLS, so its address starts with wss://.`,
    advice: `Use ${address}`,
  };
}

function secureAddress(destination: Destination): string {
  const { host, port } = namesOf(destination);
  const { pathname } = new URL(destination.base);
  return joinAddress(`https://${hostAndPort(host, port)}${pathname}`);
}

/**
 * Returns the fault of a server whose response is not HTTP.
 *
 * @param received The beginning of what it sent.
 */
export function notHttp(destination: Destination, received: Uint8Array): Fault {
  if (received[0] === TLS_ALERT) return needsTls(destination);
  return {
    code: 'not-http',
    meaning: `${namesOf(destination).place} responds, but not over HTTP: it is another program.`,
    advice: CHECK_ADDRESS,
  };
}

/** The first byte of a TLS alert. @see https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
const TLS_ALERT = 21;

/** Returns the bytes that Node's HTTP parser could not read. */
export function unparsedBytes(error: unknown): Uint8Array {
  const packet: unknown = error instanceof Error ? Reflect.get(error, 'rawPacket') : undefined;
  return packet instanceof Uint8Array ? packet : new Uint8Array();
}

/** Returns the fault of a response that ends early. */
export function truncatedResponse(destination: Destination): Fault {
  return {
    code: 'truncated',
    meaning: `Something in between cut off a response from ${namesOf(destination).place}.`,
    advice: 'Try another network, or ask the host to use TLS (wss://).',
  };
}

/** Returns the fault of an address whose path has no game, at a server that has one elsewhere. */
function wrongPath(destination: Destination): Fault {
  const { pathname } = new URL(destination.base);
  const { place } = namesOf(destination);
  const path = pathname === '/' ? '' : pathname;
  const code = 'wrong-path';
  return path === ''
    ? {
        code,
        meaning: `termquiz responds at ${place}, but its game has another path.`,
        advice: 'Check the whole address with the host.',
      }
    : {
        code,
        meaning: `termquiz responds at ${place}, but there is no game at the path ${path}.`,
        advice: `Leave the path out, or check it with the host. A server in front of the game must pass ${path}${INFO_PATH} on as ${INFO_PATH}.`,
      };
}

/** Returns the fault of an address with a name that the game does not know as its own. */
function foreignName(destination: Destination): Fault {
  const { place, host } = namesOf(destination);
  return {
    code: 'foreign-name',
    meaning: `The game at ${place} does not know the name ${host} as its own.`,
    causes: 'It refuses unknown names, because a web page can use one to reach a game through a browser.',
    advice: `Use the address on the host's screen, or ask the host to add --allow-host ${host}`,
  };
}

/** Returns the fault of an address with a path, at a server whose game has none. */
export function gameAtRoot(destination: Destination): Fault {
  const { pathname } = new URL(destination.base);
  const { place, host, port, isSecure } = namesOf(destination);
  return {
    code: 'game-at-root',
    meaning: `There is a game at ${place}, but not at the path ${pathname}.`,
    advice: `Leave the path out: ${isSecure ? 'wss' : 'ws'}://${hostAndPort(host, port)}`,
  };
}

/** Returns the fault of a game whose termquiz speaks another protocol. */
export function otherProtocol(game: Pick<GameInfo, 'version' | 'protocol'>): Fault {
  const { protocol } = game;
  const command = npxCommand(game);
  const age = protocol < PROTOCOL ? 'newer' : 'older';
  return {
    code: 'other-protocol',
    meaning: `This termquiz (${VERSION}, protocol ${PROTOCOL}) is ${age} than the host's (protocol ${protocol}), and they are incompatible.`,
    advice:
      command === undefined
        ? 'Ask the host which version to join with.'
        : `Join with the host's version: ${command}`,
  };
}
