import { checkServerIdentity } from 'node:tls';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { type Diagnosis, failureFrom } from '../faults/fault.ts';
import { refusalOfProxy, unreachableProxy } from '../faults/proxy.ts';
import type { Proxy } from './proxy.ts';

/** What went wrong at the proxy and not at the game's host. The message is a sentence or two for who plays. */
class ProxyError extends Error {
  readonly code = 'EPROXY';

  constructor({ meaning, advice }: Diagnosis) {
    super(`${meaning} ${advice}`);
  }
}

type ConnectArguments = Parameters<HttpsProxyAgent<string>['connect']>;

/** Connects through a tunnel that the proxy is asked for with CONNECT. */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #proxy: Proxy;

  constructor(proxy: Proxy) {
    super(proxy.url, { keepAlive: true });
    this.#proxy = proxy;
  }

  override async connect(request: ConnectArguments[0], options: ConnectArguments[1]) {
    const host = options.host ?? '';
    let status = 200;
    request.once('proxyConnect', (answer: { statusCode: number }) => {
      status = answer.statusCode;
    });
    const socket = await orUnreachable(this.#proxy, super.connect(request, identified(options, host)));
    if (status === 200) return socket;
    socket.destroy();
    throw new ProxyError(refusalOfProxy(this.#proxy, status, host));
  }
}

/** Asks the proxy for http URLs as a whole: it need not allow CONNECT. */
export class ForwardingAgent extends HttpProxyAgent<string> {
  readonly #proxy: Proxy;

  constructor(proxy: Proxy) {
    super(proxy.url, { keepAlive: true });
    this.#proxy = proxy;
  }

  override async connect(...call: Parameters<HttpProxyAgent<string>['connect']>) {
    return orUnreachable(this.#proxy, super.connect(...call));
  }
}

async function orUnreachable<Socket>(proxy: Proxy, connecting: Promise<Socket>): Promise<Socket> {
  return connecting.catch((error: unknown) => {
    throw new ProxyError(unreachableProxy(proxy, failureFrom(error)));
  });
}

/** Inside a tunnel Node does not know any more whose certificate to expect where the host is no name but an address. */
function identified(options: ConnectArguments[1], host: string): ConnectArguments[1] {
  return options.secureEndpoint
    ? { ...options, checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate) }
    : options;
}
