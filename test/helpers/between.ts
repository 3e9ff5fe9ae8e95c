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

/** The way of one player to the game. */
interface Way {
  /** What is typed. */
  readonly address: string;
  readonly env?: Record<string, string>;
}

type Configure = (port: number, folder: string) => string;

export interface Between {
  readonly name: string;
  readonly program: Intermediary;
  /** Its configuration, for the port of the game. */
  readonly configure: (game: number) => Configure;
  /** How a player goes through it. */
  readonly way: (port: number, game: number) => Way;
  /** What the player's screen says of it; null where it says nothing. */
  readonly word: 'long polling' | null;
  /** What the doctor says of its upgrades: what became of one, and what that means; null where they come through. */
  readonly refusal: { readonly summary: string; readonly meaning: RegExp } | null;
  /** It cuts what is quiet for 3 s: the game is left alone for as long before each question. */
  readonly isQuiet?: boolean;
}

const inFront = (port: number): Way => ({ address: `http://${LOOPBACK}:${port}` });

const asProxy = (port: number, game: number): Way => ({
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

/** The programs that a game is played through, and how each is set up. */
export const between: readonly Between[] = [
  {
    name: 'nginx with its default proxy settings',
    program: 'nginx',
    configure: (game) => nginx(game),
    way: inFront,
    word: 'long polling',
    refusal: STRIPPED,
  },
  {
    name: 'nginx that passes upgrades on, at a path',
    program: 'nginx',
    configure: (game) => nginx(game, { location: '/quiz/', lines: NGINX_UPGRADE }),
    way: (port) => ({ address: `http://${LOOPBACK}:${port}/quiz/` }),
    word: null,
    refusal: null,
  },
  {
    name: 'squid',
    program: 'squid',
    configure: () => squid(),
    way: asProxy,
    word: 'long polling',
    refusal: NO_TUNNEL,
  },
  {
    name: 'squid that tunnels',
    program: 'squid',
    configure: () => squid({ tunnels: true }),
    way: asProxy,
    word: null,
    refusal: null,
  },
  {
    name: 'tinyproxy',
    program: 'tinyproxy',
    configure: () => tinyproxy(),
    way: asProxy,
    word: 'long polling',
    refusal: NO_TUNNEL,
  },
  {
    name: 'tinyproxy that tunnels',
    program: 'tinyproxy',
    configure: () => tinyproxy({ tunnels: true }),
    way: asProxy,
    word: null,
    refusal: null,
  },
  {
    name: 'haproxy that refuses upgrades',
    program: 'haproxy',
    configure: (game) => haproxy(game, { lines: HAPROXY_REFUSES_UPGRADES }),
    way: inFront,
    word: 'long polling',
    refusal: REFUSED,
  },
  {
    name: 'haproxy with a timeout of 3 s',
    program: 'haproxy',
    configure: (game) => haproxy(game, { timeout: '3s' }),
    way: inFront,
    word: null,
    refusal: null,
    isQuiet: true,
  },
];
