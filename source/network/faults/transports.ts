import { type Destination, type Failure, type Fault, namesOf } from './fault.ts';
import { proxyRefusal } from './proxy.ts';

/**
 * Returns why a request for a WebSocket got another status than 101.
 *
 * Other requests are known to reach the game.
 */
export function upgradeFault(destination: Destination, status: number): Fault {
  const { proxy } = destination;
  if (status === 426) return upgradeRemoved();
  if (status === 407 && proxy) return proxyRefusal(proxy, status, namesOf(destination).host);
  if (status === 404) {
    return {
      code: 'upgrade-not-found',
      meaning:
        'The game responds at /v1, but not at /v1/socket: a proxy in between passes on only some paths.',
      advice: "A proxy on the host's side must pass on all paths.",
    };
  }
  if (status >= 500) {
    return {
      code: 'upgrade-failed',
      meaning: `A server in front of the game fails to open WebSockets (HTTP status ${status}).`,
      advice: 'Its log says why.',
    };
  }
  return {
    code: 'upgrade-refused',
    meaning: `A proxy in between refuses WebSockets (HTTP status ${status}).`,
    advice: 'Ask whoever runs the network to allow them.',
  };
}

/** Returns the fault of a request for a WebSocket that is answered with 426 Upgrade Required. */
export function upgradeRemoved(): Fault {
  return {
    code: 'upgrade-removed',
    meaning:
      'The request for a WebSocket arrived without its Upgrade header: a proxy in between removes it, as nginx does by default.',
    advice: "A proxy on the host's side must pass on Upgrade and Connection, over HTTP/1.1.",
  };
}

/** Returns the fault of an opening handshake that gets no response. */
export function blockedWebSocket(destination: Destination, { code }: Failure): Fault {
  const { proxy } = destination;
  const { place, host } = namesOf(destination);
  const what = code === 'timeout' ? 'gets no response' : 'is cut off';
  return proxy
    ? {
        code: 'websocket-blocked',
        meaning: `The proxy ${proxy.shown} opens a tunnel to ${host}, but the opening handshake of a WebSocket ${what}.`,
        advice: 'Ask whoever runs the proxy to allow WebSockets.',
      }
    : {
        code: 'websocket-blocked',
        meaning: `HTTP works with ${place}, but the opening handshake of a WebSocket ${what}: a firewall in between blocks WebSockets.`,
        advice: "Another network may let them through, and so may TLS (wss://) on the host's side.",
      };
}

/** Returns the fault of a 101 response that is not termquiz's. */
export function wrongWebSocket(destination: Destination): Fault {
  return {
    code: 'websocket-wrong',
    meaning: `${namesOf(destination).place} opens WebSockets, but not as this termquiz does: a proxy in between, another program, or another version.`,
    advice: 'Check the address with the host, or try another network or TLS (wss://).',
  };
}

/** Returns the fault of a WebSocket that opens, and through which nothing comes. */
export function silentWebSocket(destination: Destination): Fault {
  return {
    code: 'websocket-silent',
    meaning: `A WebSocket to ${namesOf(destination).place} opens, but nothing comes through: a proxy or a firewall in between holds it back.`,
    advice: 'Join with --transport long-polling.',
  };
}

/** Returns the fault of a WebSocket that opens and soon closes. */
export function cutWebSocket(destination: Destination): Fault {
  return {
    code: 'websocket-cut',
    meaning: `A WebSocket to ${namesOf(destination).place} opens, but a proxy or a firewall in between soon cuts it off.`,
    advice: "Another network may leave it open, and so may TLS (wss://) on the host's side.",
  };
}

/** Returns why a request for long polling got a response that is not the game's. Other requests are known to reach it. */
export function longPollingFault(status: number): Fault {
  return status === 404
    ? {
        code: 'long-polling-missing',
        meaning:
          "The host's termquiz does not support long polling, or a proxy in between passes on only some paths.",
        advice: 'An older host needs WebSockets. Otherwise the proxy must pass on all paths.',
      }
    : {
        code: 'long-polling-changed',
        meaning: `Something in between responds instead of the game, or removes the Authorization header or the query (HTTP status ${status}).`,
        advice: "A proxy on the host's side must pass both on. WebSockets need neither.",
      };
}

/** Returns the fault of a request for long polling that gets no response. Other requests are known to reach the game. */
export function blockedLongPolling(): Fault {
  return {
    code: 'long-polling-blocked',
    meaning: 'The game responds at /v1, but something in between cuts off requests for long polling.',
    advice: 'Try another network.',
  };
}
