import { type Destination, type Failure, type Fault, namesOf, shownFailure } from './fault.ts';
import type { Proxy } from '../proxy/route.ts';

/** Something that went wrong at the proxy, not at the game's host. */
export class ProxyError extends Error {
  readonly code = 'EPROXY';
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(`${fault.meaning} ${fault.advice}`);
    this.fault = fault;
  }
}

/** Returns the fault of an environment variable that does not hold the URL of an HTTP proxy. */
export function unusableProxy(variable: string): Fault {
  return {
    code: 'proxy-unusable',
    meaning: `${variable} in the environment is not the URL of an HTTP proxy.`,
    advice:
      'Write it as http://proxy.example.org:3128, or unset it. With NO_PROXY=* in the environment, no proxy is used.',
  };
}

/** Returns why a proxy responded but did not let us through to a host. */
export function proxyRefusal({ url, shown, variable }: Proxy, status: number, host: string): Fault {
  if (url.username !== '' && (status === 401 || status === 407)) {
    return {
      code: 'proxy-credentials',
      meaning: `The proxy ${shown} rejects the user name and password (HTTP status ${status}).`,
      advice: `Correct them in ${variable}.`,
    };
  }
  if (status === 407) {
    return {
      code: 'proxy-login',
      meaning: `The proxy ${shown} requires a user name and a password (HTTP status 407).`,
      advice: `Add them to ${variable}, as in http://name:password@proxy.example.org:3128.`,
    };
  }
  // 501 is Not Implemented: from a web server that knows no tunnels, for example.
  if (status >= 500 && status !== 501) {
    return {
      code: 'proxy-gateway',
      meaning: `The proxy ${shown} cannot reach ${host} (HTTP status ${status}).`,
      advice: `Is the game running, and is the address correct? ${bypass(host)}`,
    };
  }
  return {
    code: 'proxy-refusal',
    meaning: `The proxy ${shown} does not allow connections to ${host} (HTTP status ${status}).`,
    advice: status === 403 ? bypass(host) : `Is ${variable} correct? ${bypass(host)}`,
  };
}

/**
 * Returns why a proxy that was asked for a whole http URL responded instead of the game; undefined if the response may come
 * from the URL's own host.
 */
export function forwardedRefusal(proxy: Proxy, status: number, host: string): Fault | undefined {
  const isLoginRejected = status === 401 && proxy.url.username !== '';
  return isLoginRejected || status === 403 || status === 407 || status >= 500
    ? proxyRefusal(proxy, status, host)
    : undefined;
}

/** Returns why the proxy itself could not be reached. */
export function unreachableProxy({ shown, variable }: Proxy, failure: Failure): Fault {
  return {
    code: 'proxy-unreachable',
    meaning: `The proxy ${shown} cannot be reached (${shownFailure(failure)}).`,
    advice: `It is set by ${variable} in the environment: correct that, or unset it.`,
  };
}

/** Returns the fault of a proxy that accepts the connection and sends no response. */
export function silentProxy({ shown, variable }: Proxy, failure: Failure, host: string): Fault {
  return {
    code: 'proxy-silent',
    meaning: `The proxy ${shown} sends no response for ${host} (${shownFailure(failure)}).`,
    advice: `Is ${variable} correct, and is the game running? ${bypass(host)}`,
  };
}

/** Returns the fault of a response that is not termquiz's and that the proxy may have sent itself. */
export function otherProgramBehindProxy({ shown, variable }: Proxy, destination: Destination): Fault {
  const { place, host } = namesOf(destination);
  return {
    code: 'proxy-other-program',
    meaning: `Something responds that is not termquiz: the proxy ${shown} itself, or another program at ${place}.`,
    advice: `Are the address and ${variable} correct? ${bypass(host)}`,
  };
}

/** Returns the fault of a tunnel through which no TLS comes. */
export function tunnelWithoutTls({ shown, variable }: Proxy, destination: Destination): Fault {
  const { place, host } = namesOf(destination);
  return {
    code: 'proxy-no-tls',
    meaning: `The proxy ${shown} opens a tunnel to ${place}, but no TLS comes through it: that port does not use TLS, or this is not a proxy.`,
    advice: `Are the port and ${variable} correct? ${bypass(host)}`,
  };
}

function bypass(host: string): string {
  return `If ${host} is on your own network, bypass the proxy with NO_PROXY=${host}.`;
}
