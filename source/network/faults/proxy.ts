import { type Diagnosis, type Failure, shownFailure } from './fault.ts';
import type { Proxy } from '../proxy/proxy.ts';

/** The proxy answered, but did not let us through to `host`. */
export function refusalOfProxy(proxy: Proxy, status: number, host: string): Diagnosis {
  const hasName = proxy.url.username !== '';
  if (hasName && (status === 401 || status === 407)) {
    return {
      meaning: `The proxy ${proxy.shown} does not take the user name and the password that it is given (HTTP status ${status}).`,
      advice: `Correct them in ${proxy.variable}.`,
    };
  }
  if (status === 407) {
    return {
      meaning: `The proxy ${proxy.shown} wants a user name and a password (HTTP status 407).`,
      advice: `Write them into ${proxy.variable}, as http://name:password@proxy.example.org:3128.`,
    };
  }
  // 501 is Not Implemented: a web server, say, that knows no tunnels.
  if (status >= 500 && status !== 501) {
    return {
      meaning: `The proxy ${proxy.shown} does not reach ${host} (HTTP status ${status}).`,
      advice: `Is the game running, and the address right? ${withoutProxy(host)}`,
    };
  }
  return {
    meaning: `The proxy ${proxy.shown} does not let connections through to ${host} (HTTP status ${status}).`,
    advice: status === 403 ? withoutProxy(host) : `Is ${proxy.variable} right? ${withoutProxy(host)}`,
  };
}

/** The same where the proxy was asked for something of `host`; undefined where the status may be the host's own. */
export function refusalInPlaceOf(host: string, proxy: Proxy, status: number): Diagnosis | undefined {
  const isLoginRefused = status === 401 && proxy.url.username !== '';
  return isLoginRefused || status === 403 || status === 407 || status >= 500
    ? refusalOfProxy(proxy, status, host)
    : undefined;
}

/** The proxy could not be reached itself. */
export function unreachableProxy({ shown, variable }: Proxy, failure: Failure): Diagnosis {
  return {
    meaning: `The proxy ${shown} cannot be reached (${shownFailure(failure)}).`,
    advice: `${variable} in the environment names it: correct it, or unset it.`,
  };
}

/** The proxy took the connection, but gave no answer. */
export function silentProxy({ shown, variable }: Proxy, failure: Failure, host: string): Diagnosis {
  return {
    meaning: `The proxy ${shown} gives no answer for ${host} (${shownFailure(failure)}).`,
    advice: `Is ${variable} right, and is the game running? ${withoutProxy(host)}`,
  };
}

/** Something answers that is no termquiz, and it may be the proxy. @param place The host with its port. */
export function strangerThroughProxy({ shown, variable }: Proxy, host: string, place: string): Diagnosis {
  return {
    meaning: `What answers is no termquiz: the proxy ${shown} itself, or another program at ${place}.`,
    advice: `Are the address and ${variable} right? ${withoutProxy(host)}`,
  };
}

/** The proxy said that it let us through to `host`, but no TLS comes from there. @param place The host with its port. */
export function emptyTunnel({ shown, variable }: Proxy, host: string, place: string): Diagnosis {
  return {
    meaning: `The proxy ${shown} takes the request for ${place}, but no TLS comes through it: that port speaks none, or the proxy is none.`,
    advice: `Are the port and ${variable} right? ${withoutProxy(host)}`,
  };
}

function withoutProxy(host: string): string {
  return `If ${host} is on your own network, go there straight: NO_PROXY=${host}.`;
}
