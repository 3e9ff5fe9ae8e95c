import { X509Certificate } from 'node:crypto';
import { type TlsIdentity, certifiedHosts, dnsNamesIn, mismatchWarning } from './tls-identity.ts';
import { bracketed, hostAndPort, isWildcard } from '../../network/addresses/address.ts';
import { type LanAddress, lanAddresses, networkLabel } from '../../network/addresses/lan-addresses.ts';
import { DEFAULT_PORT, SOCKET_PATH, basePath, pageUrl } from '../../protocol/endpoints.ts';
import type { JoinCommand } from '../../terminal/index.ts';

/** Where players can join a game. */
export interface GameLocation {
  readonly port: number;
  readonly pin: string;
  /** Most likely to work first. With TLS, the addresses and names that the certificate is for. */
  readonly addresses: readonly LanAddress[];
  readonly isTls?: boolean;
  /** The URL of a tunnel or a proxy, which is preferred to all addresses. */
  readonly publicUrl?: string | undefined;
  /** Whether the game has a page. Default: true. */
  readonly hasPage?: boolean | undefined;
  /** Whether the host runs from a clone. Default: false. */
  readonly isClone?: boolean | undefined;
  /** The file name of the host's own package, if the host serves it. */
  readonly packageFile?: string | undefined;
}

/** Returns the addresses of this machine that a server with this option listens on, the most likely to work first. */
export async function listeningAddresses(bind: string | undefined): Promise<readonly LanAddress[]> {
  return isWildcard(bind) ? lanAddresses() : [addressFor(bind)];
}

/**
 * Returns the addresses to join by. With TLS, these are the addresses and names that the certificate is for. If it is for none
 * of the addresses found, returns them all, with the warning `certificateMismatch` for the host.
 */
export function joinableAddresses(
  found: readonly LanAddress[],
  { tls, publicUrl }: { readonly tls?: TlsIdentity | undefined; readonly publicUrl?: string | undefined },
): { readonly addresses: readonly LanAddress[]; readonly certificateMismatch?: string } {
  if (!tls) return { addresses: found };
  const hosts = found.map(({ address }) => address);
  const certificate = new X509Certificate(tls.cert);
  const certified = certifiedHosts(certificate, hosts).map(
    (host) => found.find(({ address }) => address === host) ?? addressFor(host),
  );
  if (certified.length > 0 || publicUrl !== undefined) return { addresses: certified };
  return { addresses: found, certificateMismatch: mismatchWarning(certificate, hosts) };
}

/** Returns the names, in lower case, by which players may reach a game besides those that its server knows. */
export function allowedHosts({
  allowHost = [],
  bind,
  tls,
}: {
  readonly allowHost?: readonly string[] | undefined;
  readonly bind?: string | undefined;
  readonly tls?: TlsIdentity | undefined;
}): string[] {
  const certified = tls ? dnsNamesIn(new X509Certificate(tls.cert)) : [];
  const bound = bind === undefined ? [] : [bind];
  return [...allowHost, ...[...bound, ...certified].map((name) => name.toLowerCase())];
}

function addressFor(host: string): LanAddress {
  return { address: host, interface: '', kind: 'lan' };
}

/** Returns the ways to join by each address, best first, and the network that it works on. */
export function joinCommands(location: GameLocation): JoinCommand[] {
  const { addresses, pin, publicUrl, hasPage = true, packageFile } = location;
  const commandFor = (address: string, base: string, network: string): JoinCommand => ({
    command: `npx termquiz join ${address} ${pin}`,
    address,
    network,
    page: hasPage ? pageUrl(base, pin) : null,
    packageCommand: packageFile === undefined ? null : `npx ${base}/${packageFile} join ${address} ${pin}`,
  });
  const local = addresses.map((each) =>
    commandFor(joinAddress(each.address, location), httpUrl(each.address, location), networkLabel(each)),
  );
  return publicUrl === undefined
    ? local
    : [commandFor(publicUrl, publicUrl.replace(/^ws/u, 'http'), ''), ...local];
}

/** Formats an address as players type it: with the port unless it is the default. */
export function joinAddress(address: string, { port, isTls }: Pick<GameLocation, 'port' | 'isTls'>): string {
  const host = bracketed(address);
  if (isTls) return `wss://${host}:${port}`;
  return port === DEFAULT_PORT ? host : `${host}:${port}`;
}

/** Returns the URLs for WebSocket clients, best first. */
export function joinUrls(location: GameLocation): string[] {
  return httpUrls(location).map((url) => webSocketUrl(url));
}

/** Returns the URLs of the host's own package, best first. There are none unless the host serves it. */
export function packageUrls(location: GameLocation): string[] {
  const { packageFile } = location;
  return packageFile === undefined ? [] : httpUrls(location).map((url) => `${url}/${packageFile}`);
}

function httpUrls(location: GameLocation): string[] {
  const { addresses, publicUrl } = location;
  const local = addresses.map(({ address }) => httpUrl(address, location));
  return publicUrl === undefined ? local : [publicUrl.replace(/^ws/u, 'http'), ...local];
}

function httpUrl(address: string, { port, isTls = false }: Pick<GameLocation, 'port' | 'isTls'>): string {
  return `${isTls ? 'https' : 'http'}://${hostAndPort(address, port)}`;
}

/** Parses a game's public URL and drops what does not belong in it. Returns undefined if it is not a usable URL. */
export function parsePublicUrl(typed: string): string | undefined {
  const text = typed.trim();
  const url = /^(?:https?|wss?):\/\/[^\s/]/iu.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || /\s/u.test(text)) return undefined;
  return `${url.protocol}//${url.host}${basePath(url.pathname, SOCKET_PATH)}`;
}

/** Converts an http or https URL to ws or wss. */
export function webSocketUrl(publicUrl: string): string {
  return publicUrl.replace(/^http/u, 'ws');
}
