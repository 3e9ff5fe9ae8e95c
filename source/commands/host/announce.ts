import { isIPv4 } from 'node:net';
import { type Publication, announceGame } from '../../network/discovery/announce-game.ts';
import type { Announcement } from '../../network/discovery/announcement.ts';
import { type MulticastNetworks, localNetworks } from '../../network/discovery/multicast.ts';
import { isWildcard, isLoopback } from '../../network/addresses/address.ts';

export interface AnnounceOptions {
  /** The address to listen on; undefined: all interfaces. */
  readonly bind?: string | undefined;
  /** Announce the game on the local network. Default: true. */
  readonly discovery?: boolean | undefined;
}

/** Announces a game where it can be reached, if it is to be announced at all. */
export function announce(
  game: Announcement,
  { bind, discovery = true }: AnnounceOptions,
  places: MulticastNetworks = localNetworks,
): Publication {
  if (!discovery || isLoopback(bind)) return NOT_ANNOUNCED;
  if (isWildcard(bind)) return announceGame(game, places);
  const itsOwn = isIPv4(bind) ? { ...places, addresses: () => [bind] } : places;
  return announceGame({ ...game, host: game.host ?? bind }, itsOwn);
}

const NOT_ANNOUNCED: Publication = { refresh: () => undefined, unpublish: async () => undefined };
