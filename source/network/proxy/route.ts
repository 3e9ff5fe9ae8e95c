import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { getProxyForUrl } from 'proxy-from-env';
import { unbracketed } from '../addresses/address.ts';

/** The route to a URL, according to the environment. */
export type Route =
  | { readonly type: 'direct' }
  | ({ readonly type: 'proxy' } & Proxy)
  /** The variable does not hold the URL of an HTTP proxy. Its value may hold a password, so it is not here. */
  | { readonly type: 'unusable'; readonly variable: string };

export interface Proxy {
  /** With the user name and password, if it has them. */
  readonly url: URL;
  /** The URL without user name and password, safe to show. */
  readonly shown: string;
  /** The environment variable that sets it. */
  readonly variable: string;
}

/**
 * Returns the route to a URL, according to the environment: `HTTP_PROXY` for http and ws, `HTTPS_PROXY` for https and wss, else
 * `ALL_PROXY`, in capitals or not, with the exceptions in `NO_PROXY`: names, names that begin with a dot or a star, addresses
 * and networks (`192.168.0.0/16`), each with a port if needed, or `*` for everything. As with curl, loopback is no exception.
 */
export function routeTo(address: string): Route {
  const url = new URL(address.replace(/^ws/u, 'http'));
  const setting = proxySetting(url.protocol.slice(0, -1));
  if (!setting || getProxyForUrl(url) === '' || isExempt(url, environmentVariable('no_proxy')?.value ?? '')) {
    return { type: 'direct' };
  }
  const { name: variable, value } = setting;
  const proxy = parseProxy(value);
  return proxy
    ? { type: 'proxy', url: proxy, shown: proxy.origin, variable }
    : { type: 'unusable', variable };
}

/** Returns the proxy on the way to a URL, or null for a direct route. */
export function proxyFor(address: string): Proxy | null {
  const route = routeTo(address);
  return route.type === 'proxy' ? route : null;
}

interface Variable {
  readonly name: string;
  readonly value: string;
}

function proxySetting(scheme: string): Variable | undefined {
  return environmentVariable(`${scheme}_proxy`) ?? environmentVariable('all_proxy');
}

/** Looks up a variable by its lower-case name, which takes precedence over the name in capitals. */
function environmentVariable(name: string): Variable | undefined {
  return [name, name.toUpperCase()]
    .map((spelling) => ({ name: spelling, value: process.env[spelling] ?? '' }))
    .find(({ value }) => value !== '');
}

/** As with curl, a proxy without a scheme is an http one. */
function parseProxy(value: string): URL | undefined {
  const text = value.includes('://') ? value : `http://${value}`;
  if (/\s/u.test(value) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:';
  return isHttp && canDecode(url.username) && canDecode(url.password) ? url : undefined;
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    // A per cent sign that should have been written as %25.
    return false;
  }
}

/**
 * Whether the addresses and networks in `NO_PROXY` include a URL's address, with or without brackets. proxy-from-env, which
 * knows the names in the list, knows no networks.
 */
function isExempt({ hostname }: URL, list: string): boolean {
  const address = unbracketed(hostname);
  const family = familyOf(address);
  if (!family) return false;
  return list.split(/[,\s]+/u).some((entry) => networkOf(entry)?.check(address, family));
}

function networkOf(entry: string): BlockList | undefined {
  const { address = '', prefix } =
    /^\[?(?<address>[\da-f.:]+?)\]?(?:\/(?<prefix>\d+))?$/iu.exec(entry)?.groups ?? {};
  const family = familyOf(address);
  if (!family) return undefined;
  const whole = family === 'ipv4' ? 32 : 128;
  const bits = Number(prefix ?? whole);
  if (bits > whole) return undefined;
  const network = new BlockList();
  network.addSubnet(address, bits, family);
  return network;
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  if (isIPv4(address)) return 'ipv4';
  return isIPv6(address) ? 'ipv6' : undefined;
}
