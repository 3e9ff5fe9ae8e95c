import {
  HAPROXY_REFUSES_UPGRADES,
  NGINX_UPGRADE,
  haproxy,
  nginx,
  squid,
  tinyproxy,
} from './intermediary-configurations.ts';
import type { Intermediary } from './intermediary.ts';
import { LOOPBACK } from './sockets.ts';

/** How a player reaches the game. */
interface Route {
  /** The address to join with. */
  readonly address: string;
  readonly env?: Record<string, string>;
}

type Configure = (port: number, folder: string) => string;

export interface IntermediarySetup {
  readonly name: string;
  readonly program: Intermediary;
  /** Its configuration, for the port of the game. */
  readonly configure: (game: number) => Configure;
  /** How a player reaches the game through it. */
  readonly route: (port: number, game: number) => Route;
  /** What the player's screen says about the transport; null for WebSocket. */
  readonly badge: 'long polling' | null;
  /** What the doctor says about a rejected upgrade, and what that means; null if upgrades get through. */
  readonly refusal: { readonly summary: string; readonly meaning: RegExp } | null;
  /** Whether it drops connections that are idle for 3 s: the test pauses that long before an answer. */
  readonly dropsIdle?: boolean;
}

const inFront = (port: number): Route => ({ address: `http://${LOOPBACK}:${port}` });

const asProxy = (port: number, game: number): Route => ({
  address: `${LOOPBACK}:${game}`,
  env: { HTTP_PROXY: `http://${LOOPBACK}:${port}` },
});

const STRIPPED = {
  summary: 'the response to the upgrade is 426, not 101',
  meaning: /without its Upgrade header: a proxy in between removes it/u,
};

const NO_TUNNEL = {
  summary: 'the proxy refuses CONNECT: 403',
  meaning: /^The proxy .* does not allow connections to /u,
};

const REFUSED = {
  summary: 'the response to the upgrade is 403, not 101',
  meaning: /A proxy in between refuses WebSockets \(HTTP status 403\)/u,
};

/** The programs that a game is played through, with their configurations. */
export const intermediarySetups: readonly IntermediarySetup[] = [
  {
    name: 'nginx with its default proxy settings',
    program: 'nginx',
    configure: (game) => nginx(game),
    route: inFront,
    badge: 'long polling',
    refusal: STRIPPED,
  },
  {
    name: 'nginx that passes upgrades on, at a path',
    program: 'nginx',
    configure: (game) => nginx(game, { location: '/quiz/', lines: NGINX_UPGRADE }),
    route: (port) => ({ address: `http://${LOOPBACK}:${port}/quiz/` }),
    badge: null,
    refusal: null,
  },
  {
    name: 'squid',
    program: 'squid',
    configure: () => squid(),
    route: asProxy,
    badge: 'long polling',
    refusal: NO_TUNNEL,
  },
  {
    name: 'squid that tunnels',
    program: 'squid',
    configure: () => squid({ tunnels: true }),
    route: asProxy,
    badge: null,
    refusal: null,
  },
  {
    name: 'tinyproxy',
    program: 'tinyproxy',
    configure: () => tinyproxy(),
    route: asProxy,
    badge: 'long polling',
    refusal: NO_TUNNEL,
  },
  {
    name: 'tinyproxy that tunnels',
    program: 'tinyproxy',
    configure: () => tinyproxy({ tunnels: true }),
    route: asProxy,
    badge: null,
    refusal: null,
  },
  {
    name: 'haproxy that refuses upgrades',
    program: 'haproxy',
    configure: (game) => haproxy(game, { lines: HAPROXY_REFUSES_UPGRADES }),
    route: inFront,
    badge: 'long polling',
    refusal: REFUSED,
  },
  {
    name: 'haproxy with a timeout of 3 s',
    program: 'haproxy',
    configure: (game) => haproxy(game, { timeout: '3s' }),
    route: inFront,
    badge: null,
    refusal: null,
    dropsIdle: true,
  },
];
