import type { Agent } from 'node:http';
import { checkServerIdentity } from 'node:tls';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { type Proxy, proxyFor } from './route.ts';
import { ProxyError, proxyRefusal, silentProxy, unreachableProxy } from '../faults/proxy.ts';
import { failureFrom } from '../faults/fault.ts';

const agents = new Map<string, Agent>();

/**
 * Returns the agent that connects to a ws, wss, http or https URL through the proxy in the environment, or undefined for a
 * direct route. The proxy opens a tunnel (CONNECT) for all but http URLs, which it is asked for whole. Each call returns the
 * same agent, so that connections stay open.
 */
export function agentFor(address: string): Agent | undefined {
  const proxy = proxyFor(address);
  if (!proxy) return undefined;
  const isForwarded = address.startsWith('http:');
  const key = `${isForwarded ? 'forward' : 'tunnel'} ${proxy.url.href}`;
  const agent = agents.get(key) ?? (isForwarded ? new ForwardingAgent(proxy) : new TunnelAgent(proxy));
  agents.set(key, agent);
  return agent;
}

type ConnectArguments = Parameters<HttpsProxyAgent<string>['connect']>;

/** Connects through a tunnel that it asks the proxy for with CONNECT. */
class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #proxy: Proxy;

  constructor(proxy: Proxy) {
    super(proxy.url, { keepAlive: true });
    this.#proxy = proxy;
  }

  override async connect(request: ConnectArguments[0], options: ConnectArguments[1]) {
    const host = options.host ?? '';
    let status = 200;
    request.once('proxyConnect', (response: { statusCode: number }) => {
      status = response.statusCode;
    });
    const socket = await super
      .connect(request, withHostIdentity(options, host))
      .catch((error: unknown) => fail(this.#proxy, error, host));
    if (status === 200) return socket;
    socket.destroy();
    throw new ProxyError(proxyRefusal(this.#proxy, status, host));
  }
}

/** Asks the proxy for whole http URLs, so that it need not allow CONNECT. */
class ForwardingAgent extends HttpProxyAgent<string> {
  readonly #proxy: Proxy;

  constructor(proxy: Proxy) {
    super(proxy.url, { keepAlive: true });
    this.#proxy = proxy;
  }

  override async connect(...call: Parameters<HttpProxyAgent<string>['connect']>) {
    return super.connect(...call).catch((error: unknown) => fail(this.#proxy, error, call[1].host ?? ''));
  }
}

function fail(proxy: Proxy, error: unknown, host: string): never {
  const failure = failureFrom(error);
  // The library's own error, for a proxy that accepts the connection and closes it without responding.
  const isSilent = failure.message.includes('CONNECT response');
  const closed = { ...failure, code: 'ECONNRESET' };
  throw new ProxyError(isSilent ? silentProxy(proxy, closed, host) : unreachableProxy(proxy, failure));
}

/** In a tunnel, Node forgets whose certificate to expect if the host is an address. */
function withHostIdentity(options: ConnectArguments[1], host: string): ConnectArguments[1] {
  return options.secureEndpoint
    ? { ...options, checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate) }
    : options;
}
