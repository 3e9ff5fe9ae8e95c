import type { Proxy } from './proxy.ts';

/** What is wrong with a proxy: what it means and what to try. */
export interface ProxyFault {
  readonly meaning: string;
  readonly advice: string;
}

/** The proxy answered, but did not let us through to `host`. */
export function refusalOfProxy(proxy: Proxy, status: number, host: string): ProxyFault {
  if (status === 407) {
    return {
      meaning: `The proxy ${proxy.shown} wants a user name and a password (HTTP status 407).`,
      advice: `Write them into ${proxy.variable}, as http://name:password@proxy.example.org:3128.`,
    };
  }
  if (status >= 500) {
    return {
      meaning: `The proxy ${proxy.shown} does not reach ${host} (HTTP status ${status}).`,
      advice: `Is the game running, and the address right? ${withoutProxy(host)}`,
    };
  }
  return {
    meaning: `The proxy ${proxy.shown} does not let connections through to ${host} (HTTP status ${status}).`,
    advice: withoutProxy(host),
  };
}

/** The proxy could not be reached itself, or broke off. */
export function unreachableProxy({ shown, variable }: Proxy, error: unknown): ProxyFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const detail = error instanceof Error ? error.message : String(error);
  return {
    meaning: `The proxy ${shown} cannot be reached (${code || detail}).`,
    advice: `${variable} in the environment names it: correct it, or unset it.`,
  };
}

function withoutProxy(host: string): string {
  return `If ${host} is on your own network, go there straight: NO_PROXY=${host}.`;
}
