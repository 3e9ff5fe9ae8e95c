import { type TlsIdentity, certifiedHosts, misfitWarning } from './tls-identity.ts';
import { type LanAddress, lanAddresses, networkLabel } from '../../network/addresses/lan-addresses.ts';
import { DEFAULT_PORT, SOCKET_PATH, basePath } from '../../protocol/endpoints.ts';
import type { JoinCommand } from '../../terminal/index.ts';
import { bracketed, isWildcard } from '../../network/addresses/address.ts';

/** How a game can be reached. */
export interface Reach {
  readonly port: number;
  readonly pin: string;
  /** The most likely first. With TLS those, and the names, that the certificate is for. */
  readonly addresses: readonly LanAddress[];
  readonly isTls?: boolean;
  /** The URL of a tunnel or a proxy, which goes before all addresses. */
  readonly publicUrl?: string | undefined;
  /** The file that the game is kept in; null where none can be written. */
  readonly journal: string | null;
}

export interface PlaceOptions {
  readonly bind?: string | undefined;
  readonly tls?: TlsIdentity | undefined;
  readonly publicUrl?: string | undefined;
}

/** The addresses of this machine that a game listens on, the most likely to be reached first. */
export async function ownAddresses(bind: string | undefined): Promise<readonly LanAddress[]> {
  return isWildcard(bind) ? lanAddresses() : [named(bind)];
}

/**
 * Where a game on these addresses, served in this way, can be joined; and, in a few sentences, where its certificate fits
 * nothing of that.
 */
export function placesToJoin(
  found: readonly LanAddress[],
  { tls, publicUrl }: Pick<PlaceOptions, 'tls' | 'publicUrl'>,
): { readonly addresses: readonly LanAddress[]; readonly misfit?: string } {
  if (!tls) return { addresses: found };
  const hosts = found.map(({ address }) => address);
  const certified = certifiedHosts(tls.certificate, hosts).map(
    (host) => found.find(({ address }) => address === host) ?? named(host),
  );
  const isMisfit = certified.length === 0 && publicUrl === undefined;
  return isMisfit
    ? { addresses: found, misfit: misfitWarning(tls.certificate, hosts) }
    : { addresses: certified };
}

function named(address: string): LanAddress {
  return { address, interface: '', kind: 'lan' };
}

/** What to type to join, the best first, and the network that each is on. */
export function joinCommands(reach: Reach): JoinCommand[] {
  const { addresses, pin, publicUrl } = reach;
  const command = (address: string) => `npx termquiz join ${address} ${pin}`;
  const own = addresses.map((each) => ({
    command: command(joinAddress(each.address, reach)),
    network: networkLabel(each),
  }));
  return publicUrl === undefined ? own : [{ command: command(publicUrl), network: '' }, ...own];
}

/** An address to join by, as it is typed: with the port where it is not the default. */
export function joinAddress(address: string, { port, isTls }: Pick<Reach, 'port' | 'isTls'>): string {
  const host = bracketed(address);
  if (isTls) return `wss://${host}:${port}`;
  return port === DEFAULT_PORT ? host : `${host}:${port}`;
}

/** The URLs to join by, for WebSockets, the best first. */
export function joinUrls({ addresses, port, isTls = false, publicUrl }: Reach): string[] {
  const own = addresses.map(({ address }) => `${isTls ? 'wss' : 'ws'}://${bracketed(address)}:${port}`);
  return publicUrl === undefined ? own : [webSocketUrl(publicUrl), ...own];
}

/** A URL that others reach a game by, as it is typed but for a slash at its end; undefined where it is none. */
export function parsePublicUrl(typed: string): string | undefined {
  const text = typed.trim();
  const url = /^(?:https?|wss?):\/\/[^\s/]/iu.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || /\s/u.test(text)) return undefined;
  return `${url.protocol}//${url.host}${basePath(url.pathname, SOCKET_PATH)}`;
}

/** The same for a WebSocket: ws or wss. */
export function webSocketUrl(publicUrl: string): string {
  return publicUrl.replace(/^http/u, 'ws');
}
