import type { Head } from './head.ts';
import type { Target } from './target.ts';
import type { Diagnosis, Failure } from '../faults/fault.ts';
import { refusalOfProxy } from '../faults/proxy.ts';

const OTHER_TRANSPORT = 'Long polling needs no upgrade, and join changes to it by itself.';

/** Adds that there is another way, where one is: requests come through. */
export function withOtherWay({ meaning, advice }: Diagnosis, isHttpOk: boolean): Diagnosis {
  return { meaning, advice: isHttpOk ? `${advice} ${OTHER_TRANSPORT}` : advice };
}

/** Why an upgrade was not answered with 101. */
export function refusedUpgrade({ host, proxy }: Target, { status }: Head): Diagnosis {
  if (status === 426) {
    return {
      meaning:
        'The request reached termquiz without its Upgrade header: a proxy in between strips it, as nginx does unless told otherwise.',
      advice: `A proxy on the host's side has to pass Upgrade and Connection on, by HTTP/1.1.`,
    };
  }
  if (status === 407 && proxy) return refusalOfProxy(proxy, status, host);
  if (status === 404) {
    return {
      meaning:
        'GET /v1 finds the game, but /v1/socket does not: a proxy in between passes only some paths on.',
      advice: `A proxy on the host's side has to pass on all paths.`,
    };
  }
  if (status >= 500) {
    return {
      meaning: `A server in front of the game fails at upgrades (HTTP status ${status}).`,
      advice: 'Who runs it finds the reason in its log.',
    };
  }
  return {
    meaning: `A proxy in between refuses WebSockets (HTTP status ${status}).`,
    advice: `Who runs the network may allow them.`,
  };
}

/** Why nothing came back. */
export function silentUpgrade({ host, proxy }: Target, { code }: Failure): Diagnosis {
  const what = code === 'timeout' ? 'is not answered' : 'is cut off';
  if (proxy) {
    return {
      meaning: `The proxy ${proxy.shown} makes a tunnel to ${host}, but the opening handshake of a WebSocket in it ${what}.`,
      advice: `Who runs the proxy may let WebSockets through.`,
    };
  }
  return {
    meaning: `HTTP works with ${host}, but the opening handshake of a WebSocket ${what}: a firewall in between blocks WebSockets.`,
    advice: `Another network may let them through, and so may TLS (wss://) on the host's side.`,
  };
}

/** What it means that somebody says 101 who has not understood. */
export function wrongAnswer({ host }: Target): Diagnosis {
  return {
    meaning: `The 101 does not come from termquiz: a proxy in between, or another program at ${host}, answers without having understood the handshake.`,
    advice: `Try another network, or TLS (wss://) on the host's side.`,
  };
}
