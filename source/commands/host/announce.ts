import { isIPv4 } from 'node:net';
import { isLoopback, isWildcard } from '../../network/addresses/address.ts';
import { type Publication, announceGame } from '../../network/discovery/announce-game.ts';
import type { Announcement } from '../../network/discovery/announcement.ts';
import { type MulticastNetworks, localNetworks } from '../../network/discovery/multicast.ts';

export interface AnnounceOptions {
  /** The address to listen on; undefined: all interfaces. */
  readonly bind?: string | undefined;
  /** Whether to announce the game on the local network. Default: true. */
  readonly discovery?: boolean | undefined;
}

/** Announces a game on the networks from which it can be reached, unless discovery is off. */
export function announce(
  game: Announcement,
  { bind, discovery = true }: AnnounceOptions,
  networks: MulticastNetworks = localNetworks,
): Publication {
  if (!discovery || isLoopback(bind)) return NOT_ANNOUNCED;
  if (isWildcard(bind)) return announceGame(game, networks);
  const ownNetwork = isIPv4(bind) ? { ...networks, addresses: () => [bind] } : networks;
  return announceGame({ ...game, host: game.host ?? bind }, ownNetwork);
}

const NOT_ANNOUNCED: Publication = {
  rename: () => undefined,
  refresh: () => undefined,
  unpublish: async () => undefined,
};
