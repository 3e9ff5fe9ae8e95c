import type { Agent } from 'node:http';
import { getProxyForUrl } from 'proxy-from-env';
import { refusalInPlaceOf, strangerThroughProxy } from '../faults/proxy.ts';
import { isExemptAddress } from './no-proxy.ts';
import { ForwardingAgent, TunnelAgent } from './proxy-agents.ts';
import { unbracketed } from '../addresses/address.ts';

/** How the environment wants a URL to be reached. */
export type Route =
  | { readonly type: 'straight' }
  | ({ readonly type: 'proxy' } & Proxy)
  /** The environment names something that termquiz cannot go through; `message` says what, in a sentence or two. */
  | { readonly type: 'unusable'; readonly message: string };

export interface Proxy {
  /** With name and password, where it has them. */
  readonly url: URL;
  /** The same without name and password: what may be shown. */
  readonly shown: string;
  /** The variable of the environment that names it. */
  readonly variable: string;
}

/**
 * How a URL is reached by `HTTP_PROXY` (for http and ws), `HTTPS_PROXY` (for https and wss), `ALL_PROXY` (where there is none
 * of them) and `NO_PROXY`, in capitals or not. `NO_PROXY` lists names, names that begin with a dot or a star, addresses and
 * networks (`192.168.0.0/16`), with a port if need be; `*` is everything. As with curl, loopback is no exception.
 */
export function routeTo(address: string): Route {
  const url = new URL(address.replace(/^ws/u, 'http'));
  const named = proxyVariable(url.protocol.slice(0, -1));
  if (!named || getProxyForUrl(url) === '' || isExemptAddress(url, variable('no_proxy')?.value ?? '')) {
    return { type: 'straight' };
  }
  const proxy = parseProxy(named.value);
  if (!proxy) {
    // The value is not shown: it may hold a password.
    const message = `${named.name} in the environment is not the URL of an HTTP proxy. Write it as http://proxy.example.org:3128, or unset it.`;
    return { type: 'unusable', message };
  }
  return { type: 'proxy', url: proxy, shown: proxy.origin, variable: named.name };
}

const agents = new Map<string, Agent>();

/**
 * What connects to a URL, of any of the schemes ws, wss, http and https, given the environment: a tunnel (CONNECT) for all
 * but http, which is asked for by its whole URL. Undefined where the way is straight, or `routeTo` says that there is none.
 * The same agent each time, so that connections are kept.
 */
export function agentFor(address: string): Agent | undefined {
  const route = routeTo(address);
  if (route.type !== 'proxy') return undefined;
  const isForwarded = isAskedWhole(address);
  const key = `${isForwarded ? 'forward' : 'tunnel'} ${route.url.href}`;
  const agent = agents.get(key) ?? (isForwarded ? new ForwardingAgent(route) : new TunnelAgent(route));
  agents.set(key, agent);
  return agent;
}

/**
 * Why a plain request to a URL was answered with this status by no game, where a proxy was asked for it as a whole, in a
 * sentence or two; undefined where the answer is by the URL's own host.
 */
export function proxyFault(address: string, status: number): string | undefined {
  const route = routeTo(address);
  if (route.type !== 'proxy' || !isAskedWhole(address)) return undefined;
  const { hostname, host: place } = new URL(address);
  const host = unbracketed(hostname);
  const { meaning, advice } =
    refusalInPlaceOf(host, route, status) ?? strangerThroughProxy(route, host, place);
  return `${meaning} ${advice}`;
}

/** Whether a proxy is asked for the whole URL, and not for a tunnel. */
function isAskedWhole(address: string): boolean {
  return address.startsWith('http:');
}

interface Variable {
  readonly name: string;
  readonly value: string;
}

function proxyVariable(scheme: string): Variable | undefined {
  return variable(`${scheme}_proxy`) ?? variable('all_proxy');
}

/** A variable of the environment by its name in small letters, which win over capitals. */
function variable(name: string): Variable | undefined {
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
